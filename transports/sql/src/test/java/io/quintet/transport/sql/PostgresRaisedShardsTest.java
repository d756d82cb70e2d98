package io.quintet.transport.sql;

import java.nio.file.Path;

/** More shards on PostgreSQL. */
class PostgresRaisedShardsTest extends RaisedShardsSuite {
    @Override
    TestDatabase database(Path where) {
        return TestDatabase.postgres();
    }
}

package io.quintet.transport.sql;

import java.nio.file.Path;

/** Delayed messages on PostgreSQL. */
class PostgresDelayTest extends DelaySuite {
    @Override
    TestDatabase database(Path where) {
        return TestDatabase.postgres();
    }
}

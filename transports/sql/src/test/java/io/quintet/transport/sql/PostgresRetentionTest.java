package io.quintet.transport.sql;

import java.nio.file.Path;

/** Retention on PostgreSQL. */
class PostgresRetentionTest extends RetentionSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.postgres();
    }
}

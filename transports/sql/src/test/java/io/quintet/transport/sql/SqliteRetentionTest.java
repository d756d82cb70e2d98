package io.quintet.transport.sql;

import java.nio.file.Path;

/** Retention on SQLite. */
class SqliteRetentionTest extends RetentionSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.sqlite(directory);
    }
}

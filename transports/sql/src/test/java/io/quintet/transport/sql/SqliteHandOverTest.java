package io.quintet.transport.sql;

import java.nio.file.Path;

/** Handing over on SQLite. */
class SqliteHandOverTest extends HandOverSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.sqlite(directory);
    }
}

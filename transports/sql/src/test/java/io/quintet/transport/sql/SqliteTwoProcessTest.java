package io.quintet.transport.sql;

import java.nio.file.Path;

/** Several processes on SQLite. */
class SqliteTwoProcessTest extends TwoProcessSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.sqlite(directory);
    }
}

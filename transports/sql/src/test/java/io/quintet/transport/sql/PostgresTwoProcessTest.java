package io.quintet.transport.sql;

import java.nio.file.Path;

/** Several processes on PostgreSQL. */
class PostgresTwoProcessTest extends TwoProcessSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.postgres();
    }
}

package io.quintet.transport.sql;

import java.nio.file.Path;

/** Handing over on PostgreSQL. */
class PostgresHandOverTest extends HandOverSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.postgres();
    }
}

package io.quintet.transport.sql;

import java.nio.file.Path;

/** The service's own database on PostgreSQL. */
class PostgresDatabaseTest extends ServiceDatabaseSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.postgres();
    }
}

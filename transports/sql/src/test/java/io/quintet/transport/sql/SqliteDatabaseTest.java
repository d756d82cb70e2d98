package io.quintet.transport.sql;

import java.nio.file.Path;

/** The service's own database on SQLite. */
class SqliteDatabaseTest extends ServiceDatabaseSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.sqlite(directory);
    }
}

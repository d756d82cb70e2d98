package io.quintet.transport.sql;

import java.nio.file.Path;

/** The registry on SQLite. */
class SqliteRegistryTest extends RegistrySuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.sqlite(directory);
    }
}

package io.quintet.transport.sql;

import java.nio.file.Path;

/** The registry on PostgreSQL. */
class PostgresRegistryTest extends RegistrySuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.postgres();
    }
}

package io.quintet.transport.sql;

import java.nio.file.Path;

/** Leases on PostgreSQL. */
class PostgresGroupStoreTest extends GroupStoreSuite {
    @Override
    TestDatabase database(Path where) {
        return TestDatabase.postgres();
    }
}

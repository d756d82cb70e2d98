package io.quintet.transport.sql;

import java.nio.file.Path;

/** Leases on SQLite. */
class SqliteGroupStoreTest extends GroupStoreSuite {
    @Override
    TestDatabase database(Path where) {
        return TestDatabase.sqlite(where);
    }
}

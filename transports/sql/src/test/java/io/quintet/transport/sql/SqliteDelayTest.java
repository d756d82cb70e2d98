package io.quintet.transport.sql;

import java.nio.file.Path;

/** Delayed messages on SQLite. */
class SqliteDelayTest extends DelaySuite {
    @Override
    TestDatabase database(Path where) {
        return TestDatabase.sqlite(where);
    }
}

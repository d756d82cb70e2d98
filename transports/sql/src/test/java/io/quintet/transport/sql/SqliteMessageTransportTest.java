package io.quintet.transport.sql;

import java.nio.file.Path;

/** The transport on SQLite. */
class SqliteMessageTransportTest extends MessageTransportSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.sqlite(directory);
    }
}

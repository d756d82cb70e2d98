package io.quintet.transport.sql;

import java.nio.file.Path;

/** The transport on PostgreSQL. */
class PostgresMessageTransportTest extends MessageTransportSuite {
    @Override
    TestDatabase database(Path directory) {
        return TestDatabase.postgres();
    }
}

package io.quintet.transport.sql.tck;

import java.nio.file.Path;
import java.util.Map;

/** The sql transport passes on SQLite with payloads that are compressed and put into a store, however small. */
class SqlitePackedTckTest extends SqliteTckTest {
    @Override
    protected String title() {
        return "sql on SQLite, packed";
    }

    @Override
    protected Map<String, String> serviceSettings(Path directory) {
        return Map.of(
                "messages.compression",
                "gzip",
                "messages.compression-threshold",
                "16",
                "claims.store",
                "sql",
                "claims.threshold",
                "16");
    }
}

package io.quintet.transport.sql.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.tck.TransportTck;
import io.quintet.transport.sql.SqlTransportProvider;
import java.nio.file.Path;
import java.util.Map;

/** The sql transport passes on SQLite. */
class SqliteTckTest extends TransportTck {
    @Override
    protected TransportProvider provider() {
        return new SqlTransportProvider();
    }

    @Override
    protected String title() {
        return "sql on SQLite";
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("directory", directory.toString(), "lease", "2s");
    }
}

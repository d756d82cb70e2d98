package io.quintet.transport.sql.tck;

import io.quintet.tck.ClaimStoreTck;
import io.quintet.transport.sql.server.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The sql claim store passes on PostgreSQL. */
class PostgresClaimStoreTckTest extends ClaimStoreTck {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    @Override
    protected String store() {
        return "sql";
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of(
                "url",
                PostgresServer.shared().url("postgres"),
                "user",
                "postgres",
                "schema",
                "claims" + SCHEMAS.incrementAndGet());
    }
}

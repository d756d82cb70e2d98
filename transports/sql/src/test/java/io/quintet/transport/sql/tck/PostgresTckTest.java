package io.quintet.transport.sql.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.tck.Server;
import io.quintet.tck.TransportTck;
import io.quintet.transport.sql.SqlTransportProvider;
import io.quintet.transport.sql.server.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** The sql transport passes on PostgreSQL. */
class PostgresTckTest extends TransportTck {
    private final PostgresServer postgres = PostgresServer.launch(); // the kit kills it
    private final AtomicInteger schemas = new AtomicInteger();

    @AfterAll
    void closeServer() {
        postgres.close();
    }

    @Override
    protected TransportProvider provider() {
        return new SqlTransportProvider();
    }

    @Override
    protected String title() {
        return "sql on PostgreSQL";
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of(
                "url",
                postgres.url("postgres"),
                "user",
                "postgres",
                "schema",
                "tck" + schemas.incrementAndGet(),
                "lease",
                "2s");
    }

    @Override
    protected Optional<Server> server() {
        return Optional.of(new Server() {
            @Override
            public void stop() {
                postgres.kill();
            }

            @Override
            public void start() {
                postgres.start();
            }
        });
    }
}

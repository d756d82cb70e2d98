package io.quintet.acceptance.discovery;

import io.quintet.tck.Book;
import io.quintet.tck.RegistryTck;
import io.quintet.tck.Server;
import io.quintet.transport.sql.server.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

/** A PostgreSQL server, which is killed and starts again. */
class PostgresRegistryTckTest extends RegistryTck {
    private final PostgresServer server = PostgresServer.launch();
    private final AtomicInteger schemas = new AtomicInteger();

    @AfterAll
    void closeServer() {
        server.close();
    }

    @Override
    protected Book freshBook(Path directory) {
        Map<String, String> settings = Map.of(
                "registry",
                "sql",
                "sql.url",
                server.url("postgres"),
                "sql.user",
                "postgres",
                "sql.schema",
                "registry_" + schemas.incrementAndGet(),
                "sql.lease",
                "2s");
        return new Book() {
            @Override
            public Map<String, String> settings() {
                return settings;
            }

            @Override
            public Optional<Server> server() {
                return Optional.of(new Server() {
                    @Override
                    public void stop() {
                        server.kill();
                    }

                    @Override
                    public void start() {
                        server.start();
                    }
                });
            }
        };
    }
}

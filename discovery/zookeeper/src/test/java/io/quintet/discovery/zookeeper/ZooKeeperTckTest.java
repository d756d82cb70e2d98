package io.quintet.discovery.zookeeper;

import io.quintet.tck.Book;
import io.quintet.tck.RegistryTck;
import io.quintet.tck.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** ZooKeeper. */
class ZooKeeperTckTest extends RegistryTck {
    @Override
    protected Book freshBook(Path directory) throws Exception {
        return new Ensemble(new ZooKeeperServer());
    }

    private record Ensemble(ZooKeeperServer zookeeper) implements Book {
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "registry", "zookeeper",
                    "zookeeper.servers", zookeeper.address(),
                    "zookeeper.session-timeout", "3s",
                    "zookeeper.connection-timeout", "2s",
                    "discovery.grace", "6s");
        }

        @Override
        public Optional<Server> server() {
            return Optional.of(zookeeper);
        }

        @Override
        public void close() throws IOException {
            zookeeper.close();
        }
    }
}

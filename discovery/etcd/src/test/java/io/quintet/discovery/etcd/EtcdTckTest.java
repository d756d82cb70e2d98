package io.quintet.discovery.etcd;

import io.quintet.tck.Book;
import io.quintet.tck.RegistryTck;
import io.quintet.tck.Server;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A real etcd. */
class EtcdTckTest extends RegistryTck {
    @Override
    protected Book freshBook(Path directory) {
        return new Cluster(EtcdServer.start(directory));
    }

    private record Cluster(EtcdServer etcd) implements Book {
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "registry", "etcd",
                    "etcd.endpoints", etcd.address(),
                    "etcd.lease", "2s",
                    "etcd.timeout", "1s");
        }

        @Override
        public Optional<Server> server() {
            return Optional.of(etcd);
        }

        @Override
        public void close() {
            etcd.close();
        }
    }
}

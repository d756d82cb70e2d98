package io.quintet.discovery.kubernetes;

import io.quintet.spi.Instance;
import io.quintet.tck.Book;
import io.quintet.tck.RegistryTck;
import io.quintet.tck.Server;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The API of a cluster. */
class KubernetesTckTest extends RegistryTck {
    @Override
    protected Book freshBook(Path directory) {
        return new Cluster(new FakeCluster());
    }

    private record Cluster(FakeCluster api) implements Book {
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "registry", "kubernetes",
                    "kubernetes.api", api.address(),
                    "kubernetes.namespace", "shop",
                    "kubernetes.timeout", "2s");
        }

        @Override
        public boolean entered() {
            return false;
        }

        @Override
        public void list(Instance instance) {
            api.list(instance);
        }

        @Override
        public void strike(Instance instance) {
            api.strike(instance);
        }

        @Override
        public Optional<Server> server() {
            return Optional.of(api);
        }

        @Override
        public void close() {
            api.close();
        }
    }
}

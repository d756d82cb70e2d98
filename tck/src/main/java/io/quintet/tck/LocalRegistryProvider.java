package io.quintet.tck;

import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The registry {@code tck}: within this JVM, so that the kit asks for no registry of the transport's own. */
public final class LocalRegistryProvider implements RegistryProvider {
    static final String NAME = "tck";
    private static final Queue<Instance> INSTANCES = new ConcurrentLinkedQueue<>();

    /** For {@link java.util.ServiceLoader}. */
    public LocalRegistryProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Registry create(ServiceContext context) {
        return new LocalRegistry();
    }

    private static final class LocalRegistry implements Registry {
        private final Queue<Instance> own = new ConcurrentLinkedQueue<>();

        @Override
        public Registration register(Instance instance) {
            INSTANCES.add(instance);
            own.add(instance);
            return () -> INSTANCES.remove(instance);
        }

        @Override
        public List<Instance> instances(String contract) {
            return INSTANCES.stream()
                    .filter(instance -> instance.contract().equals(contract))
                    .toList();
        }

        @Override
        public void close() {
            INSTANCES.removeAll(own);
        }
    }
}

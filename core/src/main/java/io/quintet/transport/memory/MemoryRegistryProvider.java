package io.quintet.transport.memory;

import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The registry within one JVM, of the instances that name the same {@code memory.broker}. */
public final class MemoryRegistryProvider implements RegistryProvider {
    @Override
    public String name() {
        return MemoryTransportProvider.NAME;
    }

    @Override
    public Registry create(ServiceContext context) {
        return new MemoryRegistry(MemoryBroker.named(context.settings().text("broker", "default")));
    }

    private static final class MemoryRegistry implements Registry {
        private final MemoryBroker broker;
        private final Queue<Instance> own = new ConcurrentLinkedQueue<>();

        MemoryRegistry(MemoryBroker broker) {
            this.broker = broker;
        }

        @Override
        public Registration register(Instance instance) {
            broker.register(instance);
            own.add(instance);
            return () -> broker.unregister(instance);
        }

        @Override
        public List<Instance> instances(String contract) {
            return broker.instances(contract);
        }

        @Override
        public void close() {
            own.forEach(broker::unregister);
        }
    }
}

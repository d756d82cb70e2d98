package io.quintet.transport.memory;

import io.quintet.spi.Follower;
import io.quintet.spi.Followers;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Sought;
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
        return new MemoryRegistry(
                MemoryBroker.named(context.settings().text("broker", "default")).book());
    }

    private static final class MemoryRegistry implements Registry {
        private final MemoryBook book;
        private final Queue<Instance> own = new ConcurrentLinkedQueue<>();
        private final Followers followers = new Followers();

        MemoryRegistry(MemoryBook book) {
            this.book = book;
            book.read(followers);
        }

        @Override
        public Registration register(Instance instance) {
            book.enter(instance);
            own.add(instance);
            return () -> book.takeOut(instance);
        }

        @Override
        public void follow(Sought sought, Follower follower) {
            followers.add(sought, follower);
        }

        @Override
        public void close() {
            followers.close();
            book.leave(followers);
            own.forEach(book::takeOut);
        }
    }
}

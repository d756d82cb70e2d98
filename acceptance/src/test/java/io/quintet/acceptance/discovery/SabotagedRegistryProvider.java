package io.quintet.acceptance.discovery;

import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Sought;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The registry {@code sabotaged}: within this JVM, with a server that can be away, and broken in a way that the kit must notice. */
public final class SabotagedRegistryProvider implements RegistryProvider {
    /** What is wrong with it. */
    enum Sabotage {
        NOTHING,
        TELLS_ONLY_ONCE,
        KEEPS_THOSE_THAT_LEFT,
        TELLS_OF_NOBODY_WHILE_IT_CANNOT_TELL,
        TELLS_THOSE_WHO_JOIN_WHILE_IT_CANNOT_TELL,
        TELLS_OF_ALL_CONTRACTS
    }

    private static final Map<String, Shared> BY_NAME = new ConcurrentHashMap<>();

    static Shared shared(String name, Sabotage sabotage) {
        return BY_NAME.computeIfAbsent(name, unused -> new Shared(sabotage));
    }

    @Override
    public String name() {
        return "sabotaged";
    }

    @Override
    public Registry create(ServiceContext context) {
        return new Sabotaged(BY_NAME.get(context.settings().text("shared", "")));
    }

    /** What the server holds. */
    static final class Shared {
        private final Sabotage sabotage;
        private final List<Instance> instances = new ArrayList<>();
        private final IdentityHashMap<Follower, Sought> followers = new IdentityHashMap<>();
        private boolean away;

        private Shared(Sabotage sabotage) {
            this.sabotage = sabotage;
        }

        synchronized void away(boolean now) {
            away = now;
            followers.forEach((follower, sought) -> tell(sought, follower));
        }

        private synchronized void enter(Instance instance) {
            instances.add(instance);
            changed();
        }

        private synchronized void takeOut(Instance instance) {
            if (sabotage != Sabotage.KEEPS_THOSE_THAT_LEFT) {
                instances.remove(instance);
                changed();
            }
        }

        private synchronized void follow(Sought sought, Follower follower) {
            followers.put(follower, sought);
            if (sabotage == Sabotage.TELLS_THOSE_WHO_JOIN_WHILE_IT_CANNOT_TELL) {
                seen(sought, follower);
            }
            tell(sought, follower);
        }

        private void changed() {
            if (sabotage != Sabotage.TELLS_ONLY_ONCE && !away) {
                followers.forEach((follower, sought) -> tell(sought, follower));
            }
        }

        private void tell(Sought sought, Follower follower) {
            if (!away) {
                seen(sought, follower);
            } else if (sabotage == Sabotage.TELLS_OF_NOBODY_WHILE_IT_CANNOT_TELL) {
                follower.seen(List.of());
            } else {
                follower.lost("away");
            }
        }

        private void seen(Sought sought, Follower follower) {
            follower.seen(instances.stream()
                    .filter(instance -> sabotage == Sabotage.TELLS_OF_ALL_CONTRACTS || sought.fits(instance))
                    .toList());
        }
    }

    private record Sabotaged(Shared shared, List<Instance> own) implements Registry {
        Sabotaged(Shared shared) {
            this(shared, new ArrayList<>());
        }

        @Override
        public Registration register(Instance instance) {
            own.add(instance);
            shared.enter(instance);
            return () -> shared.takeOut(instance);
        }

        @Override
        public void follow(Sought sought, Follower follower) {
            shared.follow(sought, follower);
        }

        @Override
        public void close() {
            own.forEach(shared::takeOut);
        }
    }
}

package io.quintet.tck;

import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.signing.Keyring;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Shared;
import io.quintet.spi.Sought;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a transport under test is told of its instance, and the registry that it may ask for, made when it does. */
final class Instances implements AutoCloseable {
    private final String instance;
    private final Map<String, String> registry;
    private final ScheduledExecutorService scheduler;
    private final Shared shared = new Shared();
    private boolean made;

    /** {@code registry}: its name, and settings of the section of that name; empty where there is none. */
    Instances(String instance, Map<String, String> registry, ScheduledExecutorService scheduler) {
        this.instance = instance;
        this.registry = registry;
        this.scheduler = scheduler;
        if (!registry.isEmpty()) {
            made = true;
            Registry unused = shared.one(Registry.class, this::registry);
        }
    }

    /** With these settings as the transport's section. */
    ServiceContext context(Map<String, String> store) {
        return context(new SettingsSource().code(store).settings());
    }

    private ServiceContext context(Settings settings) {
        return new ServiceContext("tck", instance, settings, Clock.systemUTC(), scheduler, shared, Keyring.NONE);
    }

    private Registry registry() {
        Settings settings = new SettingsSource().code(registry).settings();
        String name = settings.text("registry").orElseThrow();
        return ServiceLoader.load(RegistryProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no registry " + name + " on the class path"))
                .create(context(settings.section(name)));
    }

    /**
     * Waits until all know of what any of them has entered in the registry so far: where nothing is stored, a sender reaches those that
     * it knows of.
     */
    static void awaitSpread(List<Instances> all, Duration patience) {
        List<Instances> asking = all.stream().filter(each -> each.made).toList();
        if (asking.isEmpty()) {
            return;
        }
        String marker = Lab.unique("marker");
        CountDownLatch unaware = new CountDownLatch(asking.size());
        asking.getFirst()
                .shared
                .one(Registry.class, asking.getFirst()::registry)
                .register(new Instance(marker, marker, marker, new Endpoint("tck", marker)));
        for (Instances each : asking) {
            AtomicBoolean aware = new AtomicBoolean();
            each.shared.one(Registry.class, each::registry).follow(new Sought(marker, "tck"), new Follower() {
                @Override
                public void seen(List<Instance> instances) {
                    if (!instances.isEmpty() && aware.compareAndSet(false, true)) {
                        unaware.countDown();
                    }
                }

                @Override
                public void lost(String why) {
                    // it comes back, or the wait ends
                }
            });
        }
        try {
            if (!unaware.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("not within " + patience + ": every registry tells of " + marker);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        if (made) {
            shared.one(Registry.class, this::registry).close();
        }
    }
}

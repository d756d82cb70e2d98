package io.quintet.transport.zeromq;

import io.quintet.config.SettingsSource;
import io.quintet.signing.Keyring;
import io.quintet.spi.Registry;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Shared;
import io.quintet.transport.sql.SqlRegistryProvider;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Another process: serves a call that takes long and subscribes; holds what it gets. {@code <registry's directory>} */
final class PausedPeerMain {
    private PausedPeerMain() {}

    /** Until standard input ends. */
    public static void main(String[] args) throws Exception {
        Shared shared = new Shared();
        ServiceContext context = context(Map.of("directory", args[0]), shared);
        Registry registry = shared.one(Registry.class, () -> new SqlRegistryProvider().create(context));
        ZeroMqTransport transport =
                new ZeroMqTransport(context(Map.of("heartbeat", "100ms", "liveness", "3s"), shared));
        String address = transport
                .serve(List.of(Kitchen.COOK), call -> {
                    System.out.println("called");
                    try {
                        new CountDownLatch(1).await(); // its caller does not wait for so long
                    } catch (InterruptedException e) {
                        System.out.println("interrupted");
                    }
                    return new Kitchen.Meal("late");
                })
                .address();
        transport.subscribe(Town.CHANNEL, "kitchen", 10, delivery -> {
            System.out.println("got " + delivery.message().id());
            if (delivery.message().id().startsWith("acked")) {
                delivery.ack();
            }
        });
        System.out.println("serving " + address);
        while (System.in.read() >= 0) {
            // the parent says nothing
        }
        registry.close();
        Runtime.getRuntime().halt(0);
    }

    static ServiceContext context(Map<String, String> settings, Shared shared) {
        return new ServiceContext(
                "test",
                "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime(),
                new SettingsSource().code(settings).settings(),
                Clock.systemUTC(),
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory()),
                shared,
                Keyring.NONE);
    }
}

package io.quintet.benchmarks;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import java.util.Map;

/** Two instances that share nothing but the memory transport: one serves orders, the other places them. */
final class MemoryInstances implements AutoCloseable {
    private final Quintet server;
    private final Quintet caller;
    private final Orders orders;

    /** Both with the same settings. */
    MemoryInstances(Map<String, String> settings) {
        server = instance("order-service", settings);
        caller = instance("api", settings);
        server.serve(Orders.class, new Orders.Desk());
        orders = caller.client(Orders.class);
    }

    private static Quintet instance(String name, Map<String, String> settings) {
        QuintetBuilder builder = Quintet.builder()
                .name(name)
                .environment(Map.of())
                .transport("memory")
                .set("memory.broker", "benchmark");
        settings.forEach(builder::set);
        return builder.build();
    }

    Orders orders() {
        return orders;
    }

    @Override
    public void close() {
        caller.close();
        server.close();
    }
}

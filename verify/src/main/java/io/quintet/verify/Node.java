package io.quintet.verify;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.faults.Decoration;
import io.quintet.faults.Decorations;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An instance with faults around it.
 *
 * @param quintet the instance
 * @param watch what it sees
 */
record Node(Quintet quintet, Watch watch) implements AutoCloseable {
    static final String WORKER = "worker";
    static final String PRODUCER = "producer";

    /**
     * Where handlers without a transaction leave their effects: in a database of its own, for SQLite would let their threads, and those
     * that carry them, wait for the transactions of others.
     */
    static final String MIRROR = "mirror";

    static final List<String> WITH_EFFECTS = List.of(WORKER, PRODUCER, MIRROR);

    /** Of a service, by its own name, with further settings. */
    static Node of(
            String service,
            String instance,
            Database database,
            Duration lease,
            Decoration decoration,
            Clock clock,
            Map<String, String> settings) {
        Decorations.assign(instance, decoration);
        Watch watch = new Watch();
        QuintetBuilder builder = Quintet.builder()
                .name(service)
                .environment(Map.of())
                .clock(clock)
                .observer(watch)
                .set("instance", instance)
                .set("drain", "3s")
                .set("transports.messages", "faulty")
                .set("transports.calls", "faulty-calls")
                .set("messages.shards", "4")
                .set("messages.attempts", "100")
                .set("messages.first-backoff", "2ms")
                .set("messages.most-backoff", "40ms")
                .set("faulty.carrier", database.carrier(lease).transport());
        database.carrier(lease).settings().forEach((name, value) -> builder.set("faulty." + name, value));
        database.service(service)
                .forEach((name, value) ->
                        builder.set("database." + name, name.equals("url") ? "faulty:" + value : value));
        settings.forEach(builder::set);
        return new Node(builder.build(), watch);
    }

    @Override
    public void close() {
        quintet.close();
        Decorations.remove(quintet.instance());
    }
}

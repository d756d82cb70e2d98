package io.quintet.advice;

import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import io.quintet.spi.Variant;
import java.time.Duration;
import java.util.List;

/** Transports that declare something and are never made. */
record Declared(String name, List<Variant> variants) implements TransportProvider {
    private static final int MIB = 1024 * 1024;

    static final Declared WIRE = new Declared(
            "wire",
            Guarantees.of(
                            Integer.MAX_VALUE,
                            Guarantee.CALLS,
                            Guarantee.STREAMS,
                            Guarantee.BROWSERS,
                            Guarantee.CROSS_PROCESS,
                            Guarantee.CROSS_MACHINE,
                            Guarantee.NO_SERVER)
                    .below(Duration.ofMillis(1)));

    static final Declared LOG = new Declared(
            "log",
            List.of(
                    new Variant(
                            "file",
                            Guarantees.of(
                                            MIB,
                                            Guarantee.NO_SERVER,
                                            Guarantee.DURABLE,
                                            Guarantee.KEY_ORDER,
                                            Guarantee.COMPETING_CONSUMERS,
                                            Guarantee.EVERY_GROUP,
                                            Guarantee.STORED,
                                            Guarantee.REDELIVERY,
                                            Guarantee.DEAD_LETTERS,
                                            Guarantee.DELAY,
                                            Guarantee.REPLAY,
                                            Guarantee.ATOMIC_BATCH,
                                            Guarantee.CROSS_PROCESS)
                                    .below(Duration.ofMillis(2))),
                    new Variant(
                            "server",
                            Guarantees.of(
                                    MIB,
                                    Guarantee.DURABLE,
                                    Guarantee.KEY_ORDER,
                                    Guarantee.COMPETING_CONSUMERS,
                                    Guarantee.EVERY_GROUP,
                                    Guarantee.STORED,
                                    Guarantee.REDELIVERY,
                                    Guarantee.QUICK_REQUESTS,
                                    Guarantee.REPLAY,
                                    Guarantee.CROSS_PROCESS))));

    static final Declared HEAP = new Declared(
            "heap",
            Guarantees.of(
                    Integer.MAX_VALUE,
                    Guarantee.COMPETING_CONSUMERS,
                    Guarantee.EVERY_GROUP,
                    Guarantee.STORED,
                    Guarantee.REDELIVERY,
                    Guarantee.NO_SERVER));

    static final Declared DECORATION = new Declared("decoration", List.of());

    static final List<Declared> ALL = List.of(WIRE, LOG, HEAP, DECORATION);

    Declared(String name, Guarantees guarantees) {
        this(name, List.of(new Variant("", guarantees)));
    }

    @Override
    public Guarantees guarantees() {
        return variants.getFirst().guarantees();
    }

    @Override
    public Transport create(ServiceContext context) {
        throw new UnsupportedOperationException("nothing is sent in these tests");
    }
}

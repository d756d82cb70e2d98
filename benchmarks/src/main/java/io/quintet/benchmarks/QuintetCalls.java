package io.quintet.benchmarks;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.CallTechnology;
import io.quintet.benchmarks.calls.Order;
import io.quintet.contract.OperationModel;
import io.quintet.spi.Observer;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A contract over one of our transports, with all that a service has: registry and choice of the instance, deadline, retries, and
 * an observer on either side that keeps the metrics. The registry's files are in the working directory, which both processes share.
 */
abstract class QuintetCalls implements CallTechnology {
    private final String transport;
    private final Map<String, String> settings;

    QuintetCalls(String transport, Map<String, String> settings) {
        this.transport = transport;
        this.settings = settings;
    }

    /** The settings of the side that serves, beside those that both have. */
    Map<String, String> serving(int port) {
        return Map.of(transport + ".host", HOST, transport + ".port", Integer.toString(port));
    }

    /** The settings of the side that calls, beside those that both have. */
    Map<String, String> calling(int port) {
        return serving(0);
    }

    private Quintet instance(String name, Map<String, String> place) {
        QuintetBuilder builder = Quintet.builder()
                .name(name)
                .environment(Map.of())
                .set("transports.calls", transport)
                .observer(new Metrics());
        place.forEach(builder::set);
        settings.forEach(builder::set);
        return builder.build();
    }

    @Override
    public AutoCloseable serve(int port) {
        Quintet quintet = instance("order-service", serving(port));
        quintet.serve(Orders.class, new Orders.Desk());
        return quintet;
    }

    @Override
    public Caller caller(int port) {
        Quintet quintet = instance("api", calling(port));
        return new ContractCaller(quintet, quintet.client(Orders.class));
    }

    private record ContractCaller(Quintet quintet, Orders orders) implements Caller {
        @Override
        public Accepted place(String orderId) {
            return orders.place(Order.example(orderId));
        }

        @Override
        public void close() {
            quintet.close();
        }
    }

    /** What a service exports at the least: calls, failures, time. */
    private static final class Metrics implements Observer {
        private final LongAdder calls = new LongAdder();
        private final LongAdder failures = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        @Override
        public void completed(
                OperationModel operation, String transport, long elapsedNanos, @Nullable Throwable error) {
            calls.increment();
            nanos.add(elapsedNanos);
            if (error != null) {
                failures.increment();
            }
        }
    }
}

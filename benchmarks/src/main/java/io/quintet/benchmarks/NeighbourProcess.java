package io.quintet.benchmarks;

import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.QuintetException;
import io.quintet.benchmarks.calls.Accepted;
import io.quintet.benchmarks.calls.CallTechnology;
import io.quintet.benchmarks.calls.Load;
import io.quintet.benchmarks.calls.Order;
import io.quintet.resilience.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One process of {@link FailFastPart}: {@code server <port>}, or {@code caller <port> <port of the neighbour>}, which answers line by line.
 * All policies are the defaults. Ends when its standard input does.
 */
public final class NeighbourProcess {
    /** {@code load <calls to the neighbour a second> <a Load>}: calls both; answers what that came to, and the heap then. */
    static final String LOAD = "load";

    /**
     * {@code steady <calls to the healthy service a second> <calls to the neighbour a second> <nanoseconds>}: calls both at these rates for so
     * long; answers how many calls to the healthy service were answered.
     */
    static final String STEADY = "steady";

    /** {@code refused <count>}: answers how long calls to the neighbour took that were refused, p50, p99 and longest, in nanoseconds. */
    static final String REFUSED = "refused";

    /** {@code well}: answers when the neighbour does. */
    static final String WELL = "well";

    private static final Order ORDER = Order.example("order-20260101-000417");

    private final Orders healthy;
    private final Neighbour neighbour;

    private NeighbourProcess(Quintet quintet) {
        healthy = quintet.client(Orders.class);
        neighbour = quintet.client(Neighbour.class);
    }

    /** Serves or calls. */
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        QuintetBuilder builder = Quintet.builder()
                .name(arguments[0])
                .environment(Map.of())
                .set("transports.calls", "http")
                .set("transports.messages", "memory")
                .set("registry", "platform");
        if (arguments[0].equals("server")) {
            serve(builder.set("http.port", arguments[1]), answers);
        } else {
            builder.set("endpoints.orders", address(arguments[1])).set("endpoints.neighbour", address(arguments[2]));
            try (Quintet quintet = builder.build()) {
                new NeighbourProcess(quintet).answer(answers);
            }
        }
        System.exit(0);
    }

    private static String address(String port) {
        return "http://" + CallTechnology.HOST + ":" + port;
    }

    private static void serve(QuintetBuilder builder, PrintStream answers) throws IOException {
        try (Quintet quintet = builder.build()) {
            quintet.serve(Orders.class, new Orders.Desk());
            quintet.serve(Neighbour.class, new Neighbour.Desk());
            answers.println("ready");
            while (System.in.read() >= 0) {
                // nothing is ever asked, the pipe just ends
            }
        }
    }

    private void answer(PrintStream answers) throws Exception {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        answers.println("ready");
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] words = line.split(" ", 3);
            answers.println(
                    switch (words[0]) {
                        case LOAD -> load(Integer.parseInt(words[1]), Load.of(words[2]));
                        case STEADY -> steady(Integer.parseInt(words[1]), words[2].split(" ", -1));
                        case REFUSED -> refused(Integer.parseInt(words[1]));
                        default -> well();
                    });
        }
    }

    private String load(int neighbourCalls, Load load) throws Exception {
        try (SteadyCalls steady = new SteadyCalls(() -> neighbour.place(ORDER), neighbourCalls)) {
            Load.Measured measured = load.put(new Healthy(healthy));
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            return measured.line() + " " + heap + " " + steady.seen().line();
        }
    }

    private String steady(int healthyCalls, String[] neighbourCallsAndNanos) throws InterruptedException {
        try (SteadyCalls beside =
                        new SteadyCalls(() -> neighbour.place(ORDER), Integer.parseInt(neighbourCallsAndNanos[0]));
                SteadyCalls steady = new SteadyCalls(() -> healthy.place(ORDER), healthyCalls)) {
            Thread.sleep(Duration.ofNanos(Long.parseLong(neighbourCallsAndNanos[1])));
            return Long.toString(steady.seen().answered());
        }
    }

    private record Healthy(Orders orders) implements CallTechnology.Caller {
        @Override
        public Accepted place(String orderId) {
            return orders.place(Order.example(orderId));
        }

        @Override
        public void close() {}
    }

    /** Calls that are let in on trial, or while the circuit is not open yet, take long and do not count. */
    private String refused(int count) {
        Histogram nanos = new Histogram(Duration.ofMinutes(1).toNanos(), 3);
        while (nanos.getTotalCount() < count) {
            long start = System.nanoTime();
            try {
                neighbour.place(ORDER);
            } catch (QuintetException e) {
                long elapsed = System.nanoTime() - start;
                if (Refusal.caused(e)) {
                    nanos.recordValue(elapsed);
                }
            }
        }
        return nanos.getValueAtPercentile(50) + " " + nanos.getValueAtPercentile(99) + " " + nanos.getMaxValue();
    }

    private String well() {
        while (true) {
            try {
                neighbour.place(ORDER);
                return WELL;
            } catch (QuintetException e) {
                LockSupport.parkNanos(
                        Duration.ofMillis(50).toNanos()); // asked again until the harness loses its patience
            }
        }
    }
}

package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Shared.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * Measures the outbox from a client's call inside a transaction to the handler in another process: 32 messages a transaction and one, beside
 * naive queues, whose sender commits each message; then at a moderate rate; then draining what waits.
 */
final class OutboxPart {
    private static final int RATE = 1000;
    private static final int WAITING = 200_000;
    /** Relaying whole batches is compiled by then; it is other code than the warm-up's few messages at a time run through. */
    private static final int WARMING = 200_000;

    private static final int ONE_KEY_WAITING = 2000;

    private final Children children;
    private final Options options;
    private final Measurement measurement;
    private final Contest contest;
    private final Callable<PostgresServer> server;

    OutboxPart(Children children, Callable<PostgresServer> server, Options options) {
        this.children = children;
        this.options = options;
        this.server = server;
        measurement = new Measurement(children, options.seconds());
        contest = new Contest(Wording.MESSAGES, options.repetitions());
    }

    /** What a repetition of the second half came to. */
    private record Relayed(Course.Span paced, double rate, double oneKey) {}

    List<Row> rows() throws InterruptedException {
        Map<String, Callable<Broker>> outboxes = new LinkedHashMap<>();
        outboxes.put("outbox on SQLite", () -> sqlite(children));
        outboxes.put("outbox on PostgreSQL", () -> postgres(server));
        outboxes.keySet().removeIf(name -> !options.ask(name));
        for (Map.Entry<String, Callable<Broker>> outbox : outboxes.entrySet()) {
            contest.enter(outbox.getKey(), measurement.of("outbox-32", outbox.getValue()));
            contest.enter(singly(outbox.getKey()), measurement.of("outbox", outbox.getValue()));
        }
        PostgresPart.enterQueues(contest, measurement, server);
        contest.run("outboxes, 32 messages a transaction and one", measurement.secondsEach());
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Callable<Broker>> outbox : outboxes.entrySet()) {
            String name = outbox.getKey();
            rows.add(contest.rate(name, null));
            rows.add(contest.p99(name, PostgresPart.P99));
            rows.add(contest.single(name, null));
            rows.add(contest.rate(singly(name), null));
            for (String queue : PostgresPart.QUEUES) {
                rows.add(contest.ratio(name, queue, null));
                rows.add(contest.ratio(singly(name), queue, null));
            }
            rows.addAll(relayed(name, outbox.getValue()));
        }
        PostgresPart.QUEUES.forEach(queue -> rows.addAll(contest.peer(queue)));
        return rows;
    }

    private static String singly(String name) {
        return name + ", one a transaction";
    }

    /** Both stores in SQLite files. */
    static Broker sqlite(Children children) {
        return new OutboxBroker(new SqlBroker(children), new SqlBroker(children));
    }

    /** Both stores in one server, in databases of their own. */
    static Broker postgres(Callable<PostgresServer> server) throws Exception {
        Broker one = new PostgresBroker(server.call());
        return new OutboxBroker(one, one);
    }

    private List<Row> relayed(String name, Callable<Broker> broker) throws InterruptedException {
        String paced = String.format("%s, %,d msg/s, p99", name, RATE);
        String rate = String.format("%s, %,d waiting, relayed", name, WAITING);
        String oneKey = String.format("%s, %,d of one key waiting, relayed", name, ONE_KEY_WAITING);
        List<Relayed> all = new ArrayList<>();
        try {
            for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
                Relayed one = measure(name, repetition, broker.call());
                all.add(one);
                System.out.printf(
                        "%d/%d %s: %,.0f msg/s relayed, of one key %,.0f; at %,d msg/s p99 %.2f ms%n",
                        repetition,
                        options.repetitions(),
                        name,
                        one.rate(),
                        one.oneKey(),
                        RATE,
                        one.paced().p99());
            }
        } catch (Exception e) {
            String reason = NotMeasured.reason(name, e);
            List<Row> rows = new ArrayList<>();
            rows.add(Row.notMeasured(paced, null, reason));
            rows.add(Row.notMeasured(rate, null, reason));
            for (String queue : PostgresPart.QUEUES) {
                rows.add(Row.notMeasured(ratio(name, queue), PostgresPart.TIMES_NAIVE, reason));
            }
            rows.add(Row.notMeasured(oneKey, null, reason));
            return rows;
        }
        Figure p50 = figure("ms", all, each -> each.paced().p50());
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(
                paced,
                null,
                figure("ms", all, each -> each.paced().p99()),
                "from before the transaction to the handler; median " + p50.value()));
        rows.add(Row.of(rate, figure("msg/s", all, Relayed::rate), ""));
        for (String queue : PostgresPart.QUEUES) {
            rows.add(ratio(name, queue, all));
        }
        rows.add(Row.of(oneKey, figure("msg/s", all, Relayed::oneKey), ""));
        return rows;
    }

    private static Figure figure(String unit, List<Relayed> all, ToDoubleFunction<Relayed> value) {
        return Figure.of(unit, all.stream().mapToDouble(value).toArray());
    }

    private static String ratio(String name, String queue) {
        return name + ", relayed / " + queue;
    }

    private Row ratio(String name, String queue, List<Relayed> all) {
        List<Double> rates = contest.rates(queue);
        if (rates.isEmpty()) {
            return Row.notMeasured(ratio(name, queue), PostgresPart.TIMES_NAIVE, queue + " was not measured");
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            ratios.add(all.get(i).rate() / rates.get(i));
        }
        return Row.of(
                ratio(name, queue), PostgresPart.TIMES_NAIVE, Figure.of("x", ratios), "the queue with 256 in flight");
    }

    private Relayed measure(String name, int repetition, Broker broker) throws Exception {
        String channel = name.replace(' ', '-').toLowerCase(Locale.ROOT) + "-relayed-" + repetition;
        Leg leg = Leg.of("outbox", broker.create(channel), channel, Measurement.sharedFile(children, channel));
        Course.prepare(leg, Long.MAX_VALUE);
        try (Pair pair = Pair.start(children, channel, List.of(leg))) {
            Course course = new Course(pair, leg, broker);
            course.warmUp(Measurement.WARM_UP);
            course.rest();
            Course.Span paced = course.measureAt(RATE, Duration.ofSeconds(options.seconds()));
            course.rest();
            course.drain(WARMING, 0, WARMING);
            double rate = course.drain(WAITING, 0, WAITING).getFirst();
            course.set(Slot.KEYS, 1);
            double oneKey = course.drain(ONE_KEY_WAITING, 0, ONE_KEY_WAITING).getFirst();
            course.finish();
            return new Relayed(paced, rate, oneKey);
        } finally {
            broker.remove(channel);
        }
    }
}

package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures the durable SQLite channel between two processes beside Kafka and RabbitMQ, in turns. */
final class ChannelPart {
    private static final String SQLITE = "SQLite channel";
    private static final String KAFKA = "Kafka, acks=all";
    private static final String KAFKA_SYNCING = "Kafka, flush.messages=1";
    private static final String RABBITMQ = "RabbitMQ, quorum queue";

    private final Children children;
    private final int seconds;
    private final int repetitions;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Map<String, String> absent = new LinkedHashMap<>();

    ChannelPart(Children children, int seconds, int repetitions) {
        this.children = children;
        this.seconds = seconds;
        this.repetitions = repetitions;
    }

    private record Candidate(String technology, Broker broker, List<Sample> samples) {
        Candidate(String technology, Broker broker) {
            this(technology, broker, new ArrayList<>());
        }

        Figure figure(String unit, ToDoubleFunction<Sample> value) {
            return Figure.of(unit, samples.stream().mapToDouble(value).toArray());
        }
    }

    List<Row> rows() throws InterruptedException {
        begin();
        // Round 0 does not count: a broker's JVM takes a while to reach its speed.
        for (int repetition = 0; repetition <= repetitions; repetition++) {
            for (String name : List.copyOf(candidates.keySet())) {
                measure(name, repetition);
            }
        }
        List<Row> rows = new ArrayList<>(sqlite());
        for (String name : List.of(KAFKA, KAFKA_SYNCING, RABBITMQ)) {
            rows.addAll(peer(name));
        }
        return rows;
    }

    private void begin() throws InterruptedException {
        System.out.printf(
                "channels: %d rounds of about %d s, the first does not count%n",
                repetitions + 1, 4 * (2 * seconds + 8));
        candidates.put(SQLITE, new Candidate("sql", new SqlBroker(children)));
        try {
            KafkaBroker kafka = KafkaBroker.start(children);
            candidates.put(KAFKA, new Candidate("kafka", kafka));
            candidates.put(KAFKA_SYNCING, new Candidate("kafka", kafka.syncing()));
        } catch (Exception e) {
            giveUp(KAFKA, e);
            giveUp(KAFKA_SYNCING, e);
        }
        try {
            candidates.put(RABBITMQ, new Candidate("rabbitmq", RabbitBroker.start(children)));
        } catch (Exception e) {
            giveUp(RABBITMQ, e);
        }
    }

    private void measure(String name, int repetition) throws InterruptedException {
        Candidate candidate = candidates.get(name);
        if (candidate == null) {
            return;
        }
        String channel = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + "-" + repetition;
        try {
            Sample sample = Measurement.take(children, channel, candidate.broker(), candidate.technology(), seconds);
            if (repetition > 0) {
                candidate.samples().add(sample);
            }
            System.out.printf(
                    "%d/%d %s: %,.0f msg/s, one in flight %.2f ms%n",
                    repetition, repetitions, name, sample.rate(), sample.singleP50());
        } catch (Exception e) {
            giveUp(name, e);
        }
    }

    private void giveUp(String name, Exception e) throws InterruptedException {
        if (e instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        String reason = String.valueOf(e.getMessage());
        System.out.printf("%s: not measured: %s%n", name, reason);
        absent.put(name, reason.lines().findFirst().orElse(""));
        candidates.remove(name);
    }

    private List<Row> sqlite() {
        String rate = SQLITE + ", 256 in flight";
        String latency = SQLITE + ", 1 in flight, median";
        List<Row> rows = new ArrayList<>();
        Candidate own = candidates.get(SQLITE);
        if (own == null) {
            String reason = absent.getOrDefault(SQLITE, "");
            rows.add(Row.notMeasured(rate, Bar.atLeast(60_000), reason));
            rows.add(Row.notMeasured(latency, Bar.atMost(1.5), reason));
        } else {
            rows.add(Row.of(rate, Bar.atLeast(60_000), own.figure("msg/s", Sample::rate), note(own)));
            rows.add(Row.of(latency, Bar.atMost(1.5), own.figure("ms", Sample::singleP50), p99(own)));
        }
        rows.add(ratio(KAFKA));
        rows.add(ratio(RABBITMQ));
        return rows;
    }

    /** Repetition by repetition, for those lie close together in time. */
    private Row ratio(String peer) {
        String what = SQLITE + " / " + peer;
        Candidate own = candidates.get(SQLITE);
        Candidate other = candidates.get(peer);
        if (own == null || other == null) {
            String missing = own == null ? SQLITE : peer;
            return Row.notMeasured(what, Bar.atLeast(2), absent.getOrDefault(missing, ""));
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < repetitions; i++) {
            ratios.add(own.samples().get(i).rate() / other.samples().get(i).rate());
        }
        return Row.of(what, Bar.atLeast(2), Figure.of("x", ratios), "256 in flight");
    }

    private List<Row> peer(String name) {
        Candidate peer = candidates.get(name);
        String rate = name + ", 256 in flight";
        if (peer == null) {
            return List.of(Row.notMeasured(rate, null, absent.getOrDefault(name, "")));
        }
        return List.of(
                Row.of(rate, peer.figure("msg/s", Sample::rate), note(peer)),
                Row.of(name + ", 1 in flight, median", peer.figure("ms", Sample::singleP50), p99(peer)));
    }

    private static String note(Candidate candidate) {
        double broker = candidate.figure("us", Sample::brokerMicros).median();
        return "p99 " + candidate.figure("ms", Sample::fullP99).value() + "; processor time a message: clients "
                + candidate.figure("us", Sample::clientMicros).value()
                + (broker == 0 ? "" : ", broker " + Figure.number(broker) + " us");
    }

    private static String p99(Candidate candidate) {
        return "p99 " + candidate.figure("ms", Sample::singleP99).value();
    }
}

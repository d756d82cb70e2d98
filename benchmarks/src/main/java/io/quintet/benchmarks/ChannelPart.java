package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures the durable SQLite channel between two processes beside Kafka and RabbitMQ, each alone and under Quintet, in turns. */
final class ChannelPart {
    private static final String SQLITE = "SQLite channel";
    private static final String KAFKA = "Kafka, acks=all";
    private static final String KAFKA_SYNCING = "Kafka, flush.messages=1";
    private static final String OVER_KAFKA = "Quintet over Kafka";
    private static final String RABBITMQ = "RabbitMQ, quorum queue";
    private static final String OVER_RABBITMQ = "Quintet over RabbitMQ";

    private final Children children;
    private final Measurement measurement;
    private final Contest contest;

    ChannelPart(Children children, int seconds, int repetitions) {
        this.children = children;
        measurement = new Measurement(children, seconds);
        contest = new Contest(Wording.MESSAGES, repetitions);
    }

    List<Row> rows() throws InterruptedException {
        contest.enter(SQLITE, measurement.of("sql", () -> new SqlBroker(children)));
        Callable<KafkaBroker> kafka = Once.of(() -> KafkaBroker.start(children));
        contest.enter(KAFKA, measurement.of("kafka", kafka));
        contest.enter(OVER_KAFKA, measurement.of("quintet-kafka", kafka));
        contest.enter(KAFKA_SYNCING, measurement.of("kafka", () -> kafka.call().syncing()));
        Callable<RabbitBroker> rabbit = Once.of(RabbitBroker::start);
        contest.enter(RABBITMQ, measurement.of("rabbitmq", rabbit));
        contest.enter(OVER_RABBITMQ, measurement.of("quintet-rabbitmq", rabbit));
        contest.run("channels", measurement.secondsEach());
        List<Row> rows = new ArrayList<>();
        rows.add(contest.rate(SQLITE, Bar.atLeast(60_000)));
        rows.add(contest.single(SQLITE, Bar.atMost(1.5)));
        rows.add(contest.ratio(SQLITE, KAFKA, Bar.atLeast(2)));
        rows.add(contest.ratio(SQLITE, RABBITMQ, Bar.atLeast(2)));
        rows.add(contest.ratio(OVER_KAFKA, KAFKA, Bar.atLeast(0.9)));
        rows.add(contest.ratio(OVER_RABBITMQ, RABBITMQ, Bar.atLeast(0.9)));
        for (String name : List.of(KAFKA, OVER_KAFKA, KAFKA_SYNCING, RABBITMQ, OVER_RABBITMQ)) {
            rows.addAll(contest.peer(name));
        }
        return rows;
    }
}

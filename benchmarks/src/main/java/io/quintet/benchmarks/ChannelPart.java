package io.quintet.benchmarks;

import io.quintet.transport.rabbitmq.server.RabbitServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures the durable SQLite channel between two processes beside Kafka and RabbitMQ, in turns. */
final class ChannelPart {
    private static final String SQLITE = "SQLite channel";
    private static final String KAFKA = "Kafka, acks=all";
    private static final String KAFKA_SYNCING = "Kafka, flush.messages=1";
    private static final String RABBITMQ = "RabbitMQ, quorum queue";

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
        contest.enter(KAFKA_SYNCING, measurement.of("kafka", () -> kafka.call().syncing()));
        contest.enter(RABBITMQ, measurement.of("rabbitmq", () -> ServerBroker.of(RabbitServer.launch(), children)));
        contest.run("channels", measurement.secondsEach());
        List<Row> rows = new ArrayList<>();
        rows.add(contest.rate(SQLITE, Bar.atLeast(60_000)));
        rows.add(contest.single(SQLITE, Bar.atMost(1.5)));
        rows.add(contest.ratio(SQLITE, KAFKA, Bar.atLeast(2)));
        rows.add(contest.ratio(SQLITE, RABBITMQ, Bar.atLeast(2)));
        for (String name : List.of(KAFKA, KAFKA_SYNCING, RABBITMQ)) {
            rows.addAll(contest.peer(name));
        }
        return rows;
    }
}

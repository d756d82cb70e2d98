package io.quintet.benchmarks;

import io.quintet.transport.rabbitmq.server.RabbitServer;
import io.quintet.transport.sqs.server.SqsServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Measures messages, and calls that are carried by messages, over brokers: under Quintet, beside the bare clients and beside Spring. */
final class BrokersPart {
    private static final Bar OF_THE_BARE_CLIENT = Bar.atLeast(0.9);
    private static final String KAFKA = "Kafka";
    private static final String RABBITMQ = "RabbitMQ";
    private static final String SQS = "SQS";
    private static final String ZEROMQ = "ZeroMQ";
    private static final String OVER = "Quintet over ";
    private static final String SPRING = "Spring over ";
    private static final String WITH_HEADERS = KAFKA + ", with our headers";
    private static final String SHARDED = RABBITMQ + ", a queue a shard";
    private static final String CONFIRMED = ZEROMQ + ", each confirmed";

    private final Children children;
    private final Options options;
    private final Measurement measurement;
    private final Contest messages;
    private final List<Row> rows = new ArrayList<>();

    BrokersPart(Children children, Options options) {
        this.children = children;
        this.options = options;
        measurement = new Measurement(children, options.seconds());
        messages = new Contest(Wording.MESSAGES, options.repetitions());
    }

    List<Row> rows() throws InterruptedException {
        List<String> bare = new ArrayList<>();
        Callable<ServerBroker> rabbit = Once.of(() -> ServerBroker.of(RabbitServer.launch(), children));
        if (options.ask(KAFKA)) {
            Callable<KafkaBroker> kafka = Once.of(() -> KafkaBroker.start(children));
            enter(bare, KAFKA, "kafka", kafka);
            enter(bare, WITH_HEADERS, "kafka-headers", kafka);
            enter(bare, OVER + KAFKA, "quintet-kafka", kafka);
            enter(bare, SPRING + KAFKA, "spring-kafka", kafka);
        }
        if (options.ask(RABBITMQ)) {
            enter(bare, RABBITMQ, "rabbitmq", rabbit);
            enter(bare, SHARDED, "rabbitmq-sharded", rabbit);
            enter(bare, OVER + RABBITMQ, "quintet-rabbitmq", rabbit);
            enter(bare, SPRING + RABBITMQ, "spring-rabbitmq", rabbit);
        }
        if (options.ask(SQS)) {
            Callable<ServerBroker> sqs = Once.of(() -> ServerBroker.of(SqsServer.launch(), children));
            enter(bare, SQS, "sqs", sqs);
            enter(bare, OVER + SQS, "quintet-sqs", sqs);
        }
        if (options.ask(ZEROMQ)) {
            enter(bare, ZEROMQ, "zeromq", PortBroker::new);
            enter(bare, CONFIRMED, "zeromq-confirmed", PortBroker::new);
            enter(bare, OVER + ZEROMQ, "quintet-zeromq", () -> new SqlBroker(children));
        }
        messages.run("messages over brokers", measurement.secondsEach());
        List.of(KAFKA, RABBITMQ, SQS, ZEROMQ).forEach(broker -> compare(broker, broker, OF_THE_BARE_CLIENT));
        compare(KAFKA, WITH_HEADERS, null);
        compare(RABBITMQ, SHARDED, null);
        List.of(KAFKA, RABBITMQ).forEach(broker -> compare(broker, SPRING + broker, null));
        compare(ZEROMQ, CONFIRMED, null);
        bare.forEach(name -> rows.addAll(messages.peer(name)));
        if (options.ask(RABBITMQ)) {
            calls(rabbit);
        }
        return rows;
    }

    private void compare(String broker, String peer, @Nullable Bar bar) {
        if (options.ask(broker)) {
            rows.add(messages.ratio(OVER + broker, peer, bar));
        }
    }

    private void enter(List<String> entered, String name, String technology, Callable<? extends Broker> broker)
            throws InterruptedException {
        entered.add(name);
        messages.enter(name, measurement.of(technology, broker));
    }

    private void calls(Callable<ServerBroker> rabbit) throws InterruptedException {
        Contest calls = new Contest(Wording.CALLS, options.repetitions());
        String own = "Calls, " + OVER + RABBITMQ;
        String replyTo = "Calls, " + RABBITMQ + "'s direct reply-to";
        String spring = "Calls, " + SPRING + RABBITMQ;
        enter(calls, own, QuintetRabbit.class, rabbit);
        enter(calls, replyTo, DirectReplyTo.class, rabbit);
        enter(calls, spring, SpringReplyTo.class, rabbit);
        calls.run("calls over RabbitMQ", CallMeasurement.secondsEach(options.seconds()));
        rows.add(calls.singleRatio(own, replyTo, Bar.atMost(1.2)));
        rows.add(calls.singleRatio(own, spring, null));
        for (String name : List.of(own, replyTo, spring)) {
            rows.addAll(calls.peer(name));
        }
    }

    private void enter(Contest calls, String name, Class<?> technology, Callable<ServerBroker> rabbit)
            throws InterruptedException {
        calls.enter(name, () -> {
            int port = rabbit.call().port();
            return new CallMeasurement(children, ClassPath.own(), technology.getName(), port, options.seconds());
        });
    }
}

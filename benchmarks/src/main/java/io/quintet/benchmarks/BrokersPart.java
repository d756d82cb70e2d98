package io.quintet.benchmarks;

import io.quintet.transport.rabbitmq.server.RabbitServer;
import io.quintet.transport.sqs.server.SqsServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures messages, and calls that are carried by messages, over brokers: under Quintet, beside the bare clients and beside frameworks. */
final class BrokersPart {
    private static final Bar OF_THE_BARE_CLIENT = Bar.atLeast(0.9);
    private static final String KAFKA = "Kafka";
    private static final String RABBITMQ = "RabbitMQ";
    private static final String SQS = "SQS";
    private static final String ZEROMQ = "ZeroMQ";
    private static final String OVER = "Quintet over ";
    private static final String SPRING = "Spring over ";
    private static final String SMALLRYE = "SmallRye over ";
    private static final String WITH_HEADERS = KAFKA + ", with our headers";
    private static final String SHARDED = RABBITMQ + ", a queue a shard";
    private static final String CONFIRMED = ZEROMQ + ", each confirmed";

    private final Children children;
    private final Options options;
    private final Measurement measurement;
    private final Contest messages;
    private final List<String> entered = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    BrokersPart(Children children, Options options) {
        this.children = children;
        this.options = options;
        measurement = new Measurement(children, options.seconds());
        messages = new Contest(Wording.MESSAGES, options.repetitions());
    }

    /**
     * One way to carry messages over a broker: ours, or one that it is compared with.
     *
     * @param bar of our throughput as a multiple of its
     */
    private record Candidate(
            String name,
            Callable<Contest.Trial> trial,
            @Nullable Bar bar) {
        Candidate(String name, Callable<Contest.Trial> trial) {
            this(name, trial, null);
        }
    }

    private record Ratio(String own, String peer, @Nullable Bar bar) {}

    List<Row> rows() throws InterruptedException {
        Callable<KafkaBroker> kafka = Once.of(() -> KafkaBroker.start(children));
        enter(
                OVER + KAFKA,
                new Candidate(KAFKA, measurement.of("kafka", kafka), OF_THE_BARE_CLIENT),
                new Candidate(WITH_HEADERS, measurement.of("kafka-headers", kafka)),
                new Candidate(OVER + KAFKA, measurement.of("quintet-kafka", kafka)),
                new Candidate(SPRING + KAFKA, measurement.of("spring-kafka", kafka)),
                new Candidate(SMALLRYE + KAFKA, measurement.of("smallrye-kafka", BrokersPart::smallRye, kafka)));
        Callable<ServerBroker> rabbit = Once.of(() -> ServerBroker.of(RabbitServer.launch(), children));
        enter(
                OVER + RABBITMQ,
                new Candidate(RABBITMQ, measurement.of("rabbitmq", rabbit), OF_THE_BARE_CLIENT),
                new Candidate(SHARDED, measurement.of("rabbitmq-sharded", rabbit)),
                new Candidate(OVER + RABBITMQ, measurement.of("quintet-rabbitmq", rabbit)),
                new Candidate(SPRING + RABBITMQ, measurement.of("spring-rabbitmq", rabbit)),
                new Candidate(SMALLRYE + RABBITMQ, measurement.of("smallrye-rabbitmq", BrokersPart::smallRye, rabbit)));
        Callable<ServerBroker> sqs = Once.of(() -> ServerBroker.of(SqsServer.launch(), children));
        enter(
                OVER + SQS,
                new Candidate(SQS, measurement.of("sqs", sqs), OF_THE_BARE_CLIENT),
                new Candidate(OVER + SQS, measurement.of("quintet-sqs", sqs)));
        enter(
                OVER + ZEROMQ,
                new Candidate(ZEROMQ, measurement.of("zeromq", PortBroker::new), OF_THE_BARE_CLIENT),
                new Candidate(CONFIRMED, measurement.of("zeromq-confirmed", PortBroker::new)),
                new Candidate(OVER + ZEROMQ, measurement.of("quintet-zeromq", () -> new SqlBroker(children))));
        messages.run("messages over brokers", measurement.secondsEach());
        ratios.stream().filter(ratio -> ratio.bar() != null).forEach(this::compare);
        ratios.stream().filter(ratio -> ratio.bar() == null).forEach(this::compare);
        entered.forEach(name -> rows.addAll(messages.peer(name)));
        calls(rabbit);
        return rows;
    }

    private static ClassPath smallRye() throws IOException {
        return ClassPath.ofPeer("smallrye");
    }

    private void compare(Ratio ratio) {
        rows.add(messages.ratio(ratio.own(), ratio.peer(), ratio.bar()));
    }

    /** Those that are asked for, and ours beside them. */
    private void enter(String own, Candidate... candidates) throws InterruptedException {
        if (Arrays.stream(candidates).noneMatch(candidate -> options.ask(candidate.name()))) {
            return;
        }
        for (Candidate candidate : candidates) {
            String name = candidate.name();
            if (name.equals(own)) {
                enter(candidate);
            } else if (options.ask(name)) {
                enter(candidate);
                ratios.add(new Ratio(own, name, candidate.bar()));
            }
        }
    }

    private void enter(Candidate candidate) throws InterruptedException {
        entered.add(candidate.name());
        messages.enter(candidate.name(), candidate.trial());
    }

    private void calls(Callable<ServerBroker> rabbit) throws InterruptedException {
        String own = "Calls, " + OVER + RABBITMQ;
        String replyTo = "Calls, " + RABBITMQ + "'s direct reply-to";
        String spring = "Calls, " + SPRING + RABBITMQ;
        if (Stream.of(own, replyTo, spring).noneMatch(options::ask)) {
            return;
        }
        Contest calls = new Contest(Wording.CALLS, options.repetitions());
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

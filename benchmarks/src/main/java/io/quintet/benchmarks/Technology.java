package io.quintet.benchmarks;

import java.util.function.LongFunction;

/** One way to carry messages, used as its own documentation says, without layers of ours. */
interface Technology {
    /** Connects a producer; called in the producer's process. */
    Sender sender(Leg leg) throws Exception;

    /** Connects a consumer, which hands on what it receives until it is closed; called in the consumer's process. */
    AutoCloseable receiver(Leg leg, Intake intake) throws Exception;

    /** The producer's side. Used by one thread. */
    interface Sender extends AutoCloseable {
        /** Sends one message; returns before it is stored. */
        void send(String key, byte[] payload) throws Exception;

        /** How many messages it commits together; the producer waits until it may send so many. */
        default int together() {
            return 1;
        }

        /** No more can be sent at the moment. */
        default void flush() {}

        /** Sends messages in one transaction, and returns when it is committed. */
        default void sendTogether(long firstNumber, int count, LongFunction<String> keys) throws Exception {
            throw new UnsupportedOperationException("no transactions");
        }

        /** How many of those sent are known not to be stored. */
        long failed();
    }

    /** The technology of a name; the processes of a measurement know each other by it. */
    static Technology named(String name) {
        return switch (name) {
            case "sql" -> new QuintetTechnology("sql");
            case "quintet-kafka" -> new QuintetTechnology("kafka");
            case "quintet-rabbitmq" -> new QuintetTechnology("rabbitmq");
            case "quintet-zeromq" -> new QuintetTechnology("zeromq");
            case "kafka" -> new KafkaTechnology(false);
            case "kafka-headers" -> new KafkaTechnology(true);
            case "spring-kafka" -> new SpringKafkaTechnology();
            case "rabbitmq" -> new RabbitTechnology(false);
            case "rabbitmq-sharded" -> new RabbitTechnology(true);
            case "spring-rabbitmq" -> new SpringRabbitTechnology();
            case "sqs" -> new SqsTechnology();
            case "quintet-sqs" -> new QuintetTechnology("sqs");
            case "zeromq" -> new ZeroMqTechnology(false);
            case "zeromq-confirmed" -> new ZeroMqTechnology(true);
            case "queue" -> new QueueTechnology(1);
            case "queue-100" -> new QueueTechnology(100);
            case "db-scheduler" -> new SchedulerTechnology();
            case "outbox" -> new OutboxTechnology(1);
            case "outbox-32" -> new OutboxTechnology(32);
            default ->
                throw new IllegalArgumentException("technology: " + name + " (expected: one that is named here)");
        };
    }
}

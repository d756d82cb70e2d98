package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Technologies;
import io.quintet.benchmarks.messages.Technology;

/** Those that can do with our own class path: Quintet's transports, and whoever has no quarrel with their libraries. */
public final class OwnTechnologies implements Technologies {
    /** Made by {@link Technologies#of}. */
    public OwnTechnologies() {}

    @Override
    public Technology named(String name) {
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

package io.quintet.benchmarks;

/** One way to carry messages, used as its own documentation says, without layers of ours. */
interface Technology {
    /** Connects a producer; called in the producer's process. */
    Sender sender(String address, String channel) throws Exception;

    /** Connects a consumer, which hands on what it receives until it is closed; called in the consumer's process. */
    AutoCloseable receiver(String address, String channel, Intake intake) throws Exception;

    /** The producer's side. Used by one thread. */
    interface Sender extends AutoCloseable {
        /** Sends one message; returns before it is stored. */
        void send(String key, byte[] payload) throws Exception;

        /** How many of those sent are known not to be stored. */
        long failed();
    }

    /** The technology of a name; the processes of a measurement know each other by it. */
    static Technology named(String name) {
        return switch (name) {
            case "sql" -> new SqlTechnology();
            case "kafka" -> new KafkaTechnology();
            case "rabbitmq" -> new RabbitTechnology();
            default ->
                throw new IllegalArgumentException("technology: " + name + " (expected: sql, kafka or rabbitmq)");
        };
    }
}

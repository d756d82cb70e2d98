package io.quintet.benchmarks.messages;

import java.util.function.LongFunction;

/** One way to carry messages, used as its own documentation says, without layers of ours. */
public interface Technology {
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
}

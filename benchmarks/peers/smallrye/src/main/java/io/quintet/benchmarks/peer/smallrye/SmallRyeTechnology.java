package io.quintet.benchmarks.peer.smallrye;

import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * A bean with an emitter, and one with a method that takes payloads, which SmallRye acknowledges when it returns; both in a container of
 * CDI. No traces, for none of the others writes any.
 */
abstract class SmallRyeTechnology implements Technology {
    /** The attributes of the channel that is sent to, as SmallRye names them. */
    abstract Map<String, String> outgoing(Leg leg);

    /** Those of the channel that is received from. */
    abstract Map<String, String> incoming(Leg leg);

    /** What a message says to the broker beside its payload. */
    abstract Object metadata(String key);

    /** Removes what SmallRye has made on the broker and does not remove itself. */
    abstract void clear(Leg leg) throws Exception;

    @Override
    public Sender sender(Leg leg) {
        Application application = Application.start("outgoing." + Outlet.CHANNEL, outgoing(leg), Outlet.class, null);
        return new SmallRyeSender(application, application.bean(Outlet.class), this::metadata, new AtomicLong());
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) throws InterruptedException {
        Application application = Application.start("incoming." + Inlet.CHANNEL, incoming(leg), Inlet.class, intake);
        application.awaitReady();
        return () -> {
            application.close();
            clear(leg);
        };
    }

    private record SmallRyeSender(
            Application application, Outlet outlet, Function<String, Object> metadata, AtomicLong refused)
            implements Sender {
        @Override
        public void send(String key, byte[] payload) {
            outlet.send(Message.of(
                    payload, List.of(metadata.apply(key)), () -> CompletableFuture.completedStage(null), error -> {
                        refused.incrementAndGet();
                        return CompletableFuture.completedStage(null);
                    }));
        }

        @Override
        public long failed() {
            return refused.get();
        }

        @Override
        public void close() {
            application.close();
        }
    }
}

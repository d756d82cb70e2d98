package io.quintet.benchmarks;

import io.quintet.Idempotent;
import io.quintet.Quintet;
import io.quintet.QuintetBuilder;
import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Quintet as an application uses it: a client called inside a transaction, the outbox, the relay, the transport {@code sql}, a handler.
 * The address names the sender's database and the channel's store, with a space in between; each is a directory or a JDBC URL.
 *
 * <p>The handler is idempotent and its service has no database: what the receiver stores is not measured here.
 */
final class OutboxTechnology implements Technology {
    private final int together;

    /** With so many messages a transaction. */
    OutboxTechnology(int together) {
        this.together = together;
    }

    @Override
    public Sender sender(Leg leg) {
        String database = leg.address().substring(0, leg.address().indexOf(' '));
        String url = database.startsWith("jdbc:") ? database : "jdbc:sqlite:" + database + "/service.db";
        return new OutboxSender(quintet(leg, "sender").set("database.url", url).build(), together);
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) {
        Quintet quintet = quintet(leg, "receiver").build();
        quintet.serve(Parcels.class, new Handler(intake));
        return quintet;
    }

    private static QuintetBuilder quintet(Leg leg, String name) {
        QuintetBuilder builder = Quintet.builder()
                .environment(Map.of())
                .name(name)
                .set("messages.shards", Integer.toString(leg.shards()))
                .set("transports.messages", "sql");
        String messages = leg.address().substring(leg.address().indexOf(' ') + 1);
        QuintetTechnology.settings("sql", messages).forEach((setting, value) -> builder.set("sql." + setting, value));
        return builder;
    }

    /** Counts what arrives. */
    public static final class Handler implements Parcels {
        private final Intake intake;

        Handler(Intake intake) {
            this.intake = intake;
        }

        @Override
        @Idempotent
        public void send(Parcel parcel) {
            intake.received(parcel.number(), parcel.sentNanos());
            intake.acknowledged(1);
        }
    }

    private static final class OutboxSender implements Sender {
        private final Quintet quintet;
        private final int together;
        private final Parcels parcels;
        private final Workers workers = new Workers();
        private List<Parcels.Parcel> waiting = new ArrayList<>();

        OutboxSender(Quintet quintet, int together) {
            this.quintet = quintet;
            this.together = together;
            parcels = quintet.client(Parcels.class);
        }

        @Override
        public int together() {
            return together;
        }

        @Override
        public void send(String key, byte[] payload) {
            ByteBuffer buffer = ByteBuffer.wrap(payload);
            waiting.add(Parcels.Parcel.of(key, buffer.getLong(), buffer.getLong()));
            if (waiting.size() >= together) {
                flush();
            }
        }

        @Override
        public void flush() {
            List<Parcels.Parcel> transaction = waiting;
            if (!transaction.isEmpty()) {
                waiting = new ArrayList<>();
                workers.execute(() -> quintet.transact(() -> {
                    transaction.forEach(parcels::send);
                    return null;
                }));
            }
        }

        @Override
        public void sendTogether(long firstNumber, int count, LongFunction<String> keys) throws Exception {
            long now = System.nanoTime();
            quintet.transact(() -> {
                for (long number = firstNumber; number < firstNumber + count; number++) {
                    parcels.send(Parcels.Parcel.of(keys.apply(number), number, now));
                }
                return null;
            });
        }

        @Override
        public long failed() {
            return workers.failed();
        }

        @Override
        public void close() {
            workers.close();
            quintet.close();
        }
    }
}

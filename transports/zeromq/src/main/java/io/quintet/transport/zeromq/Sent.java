package io.quintet.transport.zeromq;

import io.quintet.QuintetException;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message that was sent, for all the groups that are to get it. For the reactor's thread. */
final class Sent {
    private final String id;
    private final @Nullable String key;
    private final byte[] headers;
    private final byte[] payload;
    private final Consumer<Receipt> receipt;
    private final long patienceNanos;
    private long due;
    private final List<Copy> copies = new ArrayList<>(1);
    private int unconfirmed;
    private Runnable whenDone = () -> {};
    private boolean done;
    private boolean failed;

    /** {@code patienceNanos}: how long it waits for somebody to be there. */
    Sent(
            String id,
            @Nullable String key,
            byte[] headers,
            byte[] payload,
            long patienceNanos,
            Consumer<Receipt> receipt) {
        this.id = id;
        this.key = key;
        this.headers = headers;
        this.payload = payload;
        this.patienceNanos = patienceNanos;
        this.due = System.nanoTime() + patienceNanos;
        this.receipt = receipt;
    }

    String id() {
        return id;
    }

    @Nullable
    String key() {
        return key;
    }

    byte[] headers() {
        return headers;
    }

    byte[] payload() {
        return payload;
    }

    int cost() {
        return Cost.of(headers, payload);
    }

    /** Until when it waits, by {@link System#nanoTime()}. */
    long due() {
        return due;
    }

    void waitsAgain() {
        due = System.nanoTime() + patienceNanos;
    }

    /** One for each group; none while there is no group. */
    List<Copy> copies() {
        return copies;
    }

    void add(Copy copy) {
        copies.add(copy);
        unconfirmed++;
    }

    /** One more group has it. */
    void confirmed() {
        unconfirmed--;
        if (unconfirmed == 0 && !done) {
            done(Receipt.Accepted.INSTANCE);
        }
    }

    /** One of several groups is none any more. */
    void forgo(Copy copy) {
        copies.remove(copy);
        if (!copy.confirmed()) {
            confirmed();
        }
    }

    void fail(QuintetException why) {
        if (!done) {
            failed = true;
            done(new Receipt.Failed(why));
        }
    }

    private void done(Receipt told) {
        done = true;
        whenDone.run();
        receipt.accept(told);
    }

    /** What to do just before its sender is told. */
    void whenDone(Runnable hook) {
        whenDone = hook;
    }

    /** Whether its sender has been told what became of it. */
    boolean done() {
        return done;
    }

    boolean failed() {
        return failed;
    }
}

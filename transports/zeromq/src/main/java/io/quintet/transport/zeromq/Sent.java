package io.quintet.transport.zeromq;

import io.quintet.QuintetException;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A message that was sent, for all the groups that are to get it. For the reactor's thread. */
final class Sent {
    private final Message message;
    private final @Nullable String key;
    private final byte[] headers;
    private final Consumer<Receipt> receipt;
    private final long patienceNanos;
    private long due;
    private final List<Copy> copies = new ArrayList<>(1);
    private int unconfirmed;
    private @Nullable Pending pending;
    private @Nullable Sent older;
    private @Nullable Sent newer;
    private boolean done;
    private boolean failed;

    /** {@code headers}: the message's, encoded; {@code patienceNanos}: how long it waits for somebody to be there. */
    Sent(Message message, byte[] headers, long patienceNanos, Consumer<Receipt> receipt) {
        this.message = message;
        this.key = message.key();
        this.headers = headers;
        this.patienceNanos = patienceNanos;
        this.due = System.nanoTime() + patienceNanos;
        this.receipt = receipt;
    }

    String id() {
        return message.id();
    }

    @Nullable
    String key() {
        return key;
    }

    byte[] headers() {
        return headers;
    }

    byte[] payload() {
        return message.payload();
    }

    int cost() {
        return Cost.of(headers.length, message.payload().length);
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
        if (pending != null) {
            pending.remove(this);
        }
        receipt.accept(told);
    }

    /** Waits among others until its sender is told. */
    void waitsAmong(Pending others) {
        pending = others;
        others.add(this);
    }

    /** The one that was sent before it and is pending, too. */
    @Nullable
    Sent older() {
        return older;
    }

    /** The one that was sent after it and is pending, too. */
    @Nullable
    Sent newer() {
        return newer;
    }

    /** For {@link Pending}. */
    void linked(@Nullable Sent before, @Nullable Sent after) {
        older = before;
        newer = after;
    }

    /** Whether its sender has been told what became of it. */
    boolean done() {
        return done;
    }

    boolean failed() {
        return failed;
    }
}

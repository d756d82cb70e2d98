package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.FailureMode;
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
    private @Nullable Sent previous;
    private @Nullable Sent next;
    private boolean everSent;
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

    /** One copy came back: its time begins anew. */
    void waitsAgain() {
        due = System.nanoTime() + patienceNanos;
        if (pending != null && !done) {
            pending.remove(this);
            pending.add(this);
        }
    }

    /** Whether it may have reached a member. */
    boolean everSent() {
        return everSent;
    }

    void goes() {
        everSent = true;
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

    /** Unless its sender knows already; safe to send again where it has reached nobody. */
    void fail(Code code, String why) {
        if (done) {
            return;
        }
        failed = true;
        QuintetException error;
        if (everSent) {
            error = QuintetException.concluded(code, FailureMode.OMISSION, why);
        } else if (code == Code.UNAVAILABLE) {
            error = QuintetException.unreachable(why, null);
        } else {
            error = QuintetException.refused(code, why);
        }
        done(new Receipt.Failed(error));
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

    /** The one that is pending, too, and due before it. */
    @Nullable
    Sent previous() {
        return previous;
    }

    /** The one that is pending, too, and due after it. */
    @Nullable
    Sent next() {
        return next;
    }

    /** For {@link Pending}. */
    void linked(@Nullable Sent before, @Nullable Sent after) {
        previous = before;
        next = after;
    }

    /** Whether its sender has been told what became of it. */
    boolean done() {
        return done;
    }

    boolean failed() {
        return failed;
    }
}

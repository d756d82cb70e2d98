package io.quintet.transport.zeromq;

import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message that a member has received and that is not settled. For the reactor's thread, but for its deliveries. */
final class Held {
    private final Intake intake;
    private final long sequence;
    private final Message message;
    private final @Nullable String key;
    private final int cost;
    private @Nullable Held behind;
    private int attempt;
    /** The attempt that the consumer has; 0 for none. */
    private int out;

    Held(Intake intake, long sequence, Message message, int attempt, int cost) {
        this.intake = intake;
        this.sequence = sequence;
        this.message = message;
        this.key = message.key();
        this.attempt = attempt;
        this.cost = cost;
    }

    Intake intake() {
        return intake;
    }

    private GroupMember member() {
        return intake.member();
    }

    /** Tells the sender that it is settled. */
    void settled() {
        intake.settled(sequence, cost);
    }

    Message message() {
        return message;
    }

    @Nullable
    String key() {
        return key;
    }

    /** The next of its key, which waits for it. */
    @Nullable
    Held behind() {
        return behind;
    }

    void behind(@Nullable Held next) {
        behind = next;
    }

    /** For the consumer. */
    Delivery handOut() {
        out = attempt;
        return new Handed(attempt);
    }

    /** Whether an attempt is settled now, for the first time. */
    private boolean settledBy(int number) {
        if (out != number) {
            return false;
        }
        out = 0;
        return true;
    }

    private final class Handed implements Delivery {
        private final int number;

        Handed(int number) {
            this.number = number;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public int attempt() {
            return number;
        }

        @Override
        public void ack() {
            settle(() -> member().done(Held.this));
        }

        @Override
        public void retry(Duration after, Throwable cause) {
            settle(() -> {
                attempt++;
                member().again(Held.this, after);
            });
        }

        @Override
        public void reject(Throwable cause) {
            settle(() -> member().givenUp(Held.this, cause));
        }

        private void settle(Runnable settlement) {
            member().settle(() -> {
                if (settledBy(number)) {
                    settlement.run();
                }
            });
        }
    }
}

package io.quintet.transport.sql;

import io.quintet.message.Channel;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets delayed messages go when they are due; on the writer's thread. Every process does, whoever has sent them: the first takes
 * them. A process is on time with what it has sent itself, and looks now and then for what others have.
 */
final class DueMessages {
    private static final Logger LOG = LoggerFactory.getLogger(DueMessages.class);

    private static final long NEVER = Long.MAX_VALUE;

    /** How soon it learns of what others have sent; wall clocks may be set in the meantime, too. */
    private static final long LOOK_MILLIS = 40;

    /** What others have sent they shall let go themselves, if they live. */
    private static final long STAND_BACK_MILLIS = 5;

    private final MessageLog log;
    private final Database database;
    private final DelayedMessages delayed;
    private final Clock clock;
    private final LongConsumer committed;
    private long next = NEVER;
    private long lastLook;
    private String lastFailure = "";

    DueMessages(MessageLog log, Database database, DelayedMessages delayed, Clock clock, LongConsumer committed) {
        this.log = log;
        this.database = database;
        this.delayed = delayed;
        this.clock = clock;
        this.committed = committed;
        this.lastLook = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
    }

    /** How long until {@link #letGo} has something to do. */
    long waitNanos() {
        long look = lastLook + TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS) - System.nanoTime();
        if (next == NEVER) {
            return look;
        }
        return Math.min(look, TimeUnit.MILLISECONDS.toNanos(Math.max(0, next - clock.millis())));
    }

    /** This process has stored a message that is due then. */
    void stored(Append append) {
        for (Outgoing message : append.delayed()) {
            next = Math.min(next, message.notBefore());
        }
    }

    /** Lets go what is due, if it is time to look; never throws. */
    void letGo() {
        if (waitNanos() > 0) {
            return;
        }
        lastLook = System.nanoTime();
        try {
            Optional<Channel> channel = delayed.channelDue();
            if (channel.isPresent()) {
                Append append = Append.releasing(channel.get());
                log.write(List.of(append));
                committed.accept(append.bytes());
                next = clock.millis(); // there may be more, but those that are being sent have their turn in between
            } else {
                OptionalLong first = delayed.firstDue();
                next = first.isPresent() ? Math.max(first.getAsLong(), clock.millis()) + STAND_BACK_MILLIS : NEVER;
            }
            if (!lastFailure.isEmpty()) {
                LOG.info("{}: delayed messages go again", log.name());
                lastFailure = "";
            }
        } catch (SQLException e) {
            failed(database.failure(e));
        } catch (RuntimeException | Error e) { // the writer must not end with it
            failed(e);
        }
    }

    private void failed(Throwable e) {
        next = NEVER; // not before the next look
        if (!lastFailure.equals(e.toString())) {
            lastFailure = e.toString();
            LOG.warn(
                    "{}: delayed messages are late, and tried again; the same failure is not logged again",
                    log.name(),
                    e);
        }
    }
}

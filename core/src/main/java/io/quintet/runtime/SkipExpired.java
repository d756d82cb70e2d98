package io.quintet.runtime;

import io.quintet.message.Message;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consumer chain: does not handle what nobody waits for any more. */
final class SkipExpired implements Consumption {
    private static final Logger LOG = LoggerFactory.getLogger(SkipExpired.class);

    private final Consumption next;
    private final Clock clock;

    SkipExpired(Consumption next, Clock clock) {
        this.next = next;
        this.clock = clock;
    }

    @Override
    public boolean handle(Message message, int attempt) throws Exception {
        if (message.expired(clock.millis())) {
            LOG.debug("expired: {}", message);
            return true;
        }
        return next.handle(message, attempt);
    }
}

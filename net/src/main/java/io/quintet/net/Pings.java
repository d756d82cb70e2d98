package io.quintet.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks peers whether they are still there, and closes the connection of one that does not answer: who vanished without a word, as with
 * the power or behind a broken link, would else be waited for until the deadline. Confined to its event loop.
 */
final class Pings {
    private static final Logger LOG = LoggerFactory.getLogger(Pings.class);
    private static final int PAYLOAD = 8;

    private final ContextInternal loop;
    private final long within;
    private final Set<HttpConnection> asked = Collections.newSetFromMap(new IdentityHashMap<>());

    Pings(ContextInternal loop, Duration within) {
        this.loop = loop;
        this.within = Math.max(1, within.toMillis());
    }

    /** One question at a time. */
    void ask(HttpConnection connection) {
        if (!asked.add(connection)) {
            return;
        }
        long timer = loop.setTimer(within, id -> {
            asked.remove(connection);
            LOG.debug("{} did not answer a ping within {} ms", connection.remoteAddress(), within);
            connection.close();
        });
        connection.ping(Buffer.buffer(new byte[PAYLOAD])).onComplete(answer -> {
            asked.remove(connection);
            loop.owner().cancelTimer(timer);
        });
    }
}

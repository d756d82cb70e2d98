package io.quintet.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;

/**
 * The answer is out before the body is in: what still comes is dropped for a while.
 *
 * <p>Closing a connection with unread bytes would reset it, and the peer might never see the answer.
 */
final class Linger extends Stage {
    private static final long NANOS = 1_000_000_000L;
    private static final long BYTES = 16L * 1024 * 1024;

    private final Exchange exchange;
    private final long until = System.nanoTime() + NANOS;
    private long dropped;

    Linger(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    void piece(Buffer piece) {
        dropped += piece.length();
        if (dropped > BYTES) {
            exchange.cut(0);
        }
    }

    @Override
    void bodyEnded() {
        exchange.finish();
        if (exchange.request.version() != HttpVersion.HTTP_2) {
            exchange.request.connection().close();
        }
    }

    @Override
    void tick(long now) {
        if (now - until > 0) {
            exchange.cut(0);
        }
    }
}

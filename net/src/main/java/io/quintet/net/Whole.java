package io.quintet.net;

import io.quintet.payload.GzipCompressor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bytes in, bytes out: collects the body, runs the work on a virtual thread, and hands its reply back in one hop. */
final class Whole extends Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Whole.class);

    private final Exchange exchange;
    private final Work work;
    private final Body body;
    private final long readBefore;
    private final long expires;
    private @Nullable Thread thread;

    Whole(Exchange exchange, Work work) {
        RequestSettings settings = exchange.mount.requests();
        long now = System.nanoTime();
        this.exchange = exchange;
        this.work = work;
        this.body = new Body(settings.maxBody());
        this.readBefore = now + settings.readTimeout().toNanos();
        this.expires = now + Math.min(work.timeoutNanos(), Long.MAX_VALUE / 2);
    }

    /** A reply that turns the request away, if its head says that the body would be too large. */
    @Nullable
    Reply tooLarge() {
        return declaredLength() > exchange.mount.requests().maxBody() ? refusal() : null;
    }

    // a length that is no number was refused by the decoder, or stands on an HTTP/2 request and says nothing
    private long declaredLength() {
        String declared = exchange.request.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (declared == null) {
            return 0;
        }
        try {
            return Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private Reply refusal() {
        return exchange.refusal(
                413, "body: over " + exchange.mount.requests().maxBody() + " bytes (expected: at most that)");
    }

    @Override
    void piece(Buffer piece) {
        if (thread == null && !body.add(piece)) {
            exchange.answer(refusal());
        }
    }

    @Override
    void bodyEnded() {
        byte[] bytes = body.bytes();
        thread = exchange.start(() -> run(bytes));
    }

    private void run(byte[] bytes) {
        Reply reply;
        try {
            reply = exchange.mount.requests().gzip() ? runCompressed(bytes) : work.run(bytes);
        } catch (Throwable e) {
            LOG.error("{} {} failed", exchange.head.method(), exchange.head.target(), e);
            reply = exchange.refusal(500, "internal error");
        }
        Reply answer = reply;
        exchange.leave(() -> exchange.answer(answer), this);
    }

    private Reply runCompressed(byte[] bytes) throws Exception {
        String encoding = exchange.head.header("Content-Encoding");
        byte[] body = bytes;
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            if (!encoding.equalsIgnoreCase(Gzip.NAME)) {
                return exchange.refusal(415, "content encoding: \"" + encoding + "\" (expected: gzip, or none)")
                        .with("Accept-Encoding", Gzip.NAME);
            }
            try {
                body = GzipCompressor.inflated(bytes, exchange.mount.requests().maxBody());
            } catch (IOException e) {
                return exchange.refusal(400, "body: not gzip, or cut off (" + e.getMessage() + ")");
            }
            if (body == null) {
                return refusal();
            }
        }
        Reply reply = work.run(body);
        return Gzip.compressed(reply, exchange.mount.requests().gzipAbove(), exchange.head.header("Accept-Encoding"));
    }

    @Override
    void tick(long now) {
        if (thread != null) {
            if (now - expires > 0) {
                thread.interrupt();
                exchange.answer(work.expired());
            }
        } else if (now - readBefore > 0) {
            exchange.answer(exchange.refusal(
                    408,
                    "body: not complete within " + exchange.mount.requests().readTimeout() + " (expected: faster)"));
        }
    }

    @Override
    void lost(Throwable cause) {
        if (thread != null) {
            thread.interrupt();
        } else if (!(cause instanceof HttpClosedException) && !(cause instanceof StreamResetException)) {
            // a body that is not what HTTP says, such as a chunk without a size
            exchange.write(exchange.refusal(400, "body: malformed"), true);
            // the connection is about to be closed, with what was not flushed
            Channels.of(exchange.request.connection()).flush();
        }
    }
}

package io.quintet.net;

import io.netty.handler.codec.http2.Http2Error;
import io.quintet.QuintetException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A conversation under way: pieces in, pieces out. */
final class Talk extends Stage implements ResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

    private final Exchange exchange;
    private final Conversation conversation;
    private final HttpServerResponse response;
    private final Inlet in;
    private final Outlet out;
    private final long expires;
    private @Nullable Thread thread;
    private boolean headSent;
    /** Of the thread that writes. */
    private boolean begun;

    private boolean ended;

    Talk(Exchange exchange, Conversation conversation) {
        this.exchange = exchange;
        this.conversation = conversation;
        this.response = exchange.request.response();
        String where = exchange.head.method() + " " + exchange.head.target();
        this.in = new Inlet(where, exchange.loop.loop, exchange.request);
        this.out = new Outlet(
                where, exchange.loop.loop, response, exchange.mount.requests().stallTimeout());
        this.expires = System.nanoTime() + Math.min(conversation.timeoutNanos(), Long.MAX_VALUE / 2);
    }

    void begin() {
        thread = exchange.start(this::run);
    }

    private void run() {
        boolean failed = false;
        try {
            conversation.run(in, this);
        } catch (Throwable e) {
            failed = true;
            if (out.failed()) {
                LOG.debug("{} broken off", out.where(), e);
            } else {
                LOG.error("{} failed", out.where(), e);
            }
        } finally {
            boolean broken = failed;
            exchange.leave(() -> over(broken), this);
        }
    }

    private void over(boolean broken) {
        if (!headSent) {
            out.close();
            response.headers().clear();
            exchange.answer(exchange.refusal(500, "internal error"));
        } else if (broken || out.failed()) {
            cut(Http2Error.INTERNAL_ERROR.code());
        } else {
            sendEnd(List.of());
        }
    }

    @Override
    public void head(int status, List<String> headers) {
        require(!begun, "the head was sent before (expected: once)");
        begun = true;
        out.then(() -> sendHead(status, headers));
    }

    private void sendHead(int status, List<String> headers) {
        response.setStatusCode(status);
        Pairs.add(headers, response.headers());
        headSent = true;
        if (exchange.http2()) {
            response.writeHead();
            return;
        }
        if (exchange.mount.traffic().stopped() || endsWithConnection()) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (!endsWithConnection()) {
            if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
                response.setChunked(true);
            }
            response.writeHead();
        }
    }

    // HTTP/1.0 has no pieces: the body ends where the connection does, and the head leaves with the first of it
    private boolean endsWithConnection() {
        return exchange.request.version() == HttpVersion.HTTP_1_0;
    }

    @Override
    public void write(byte[] piece) {
        require(begun && !ended, begun ? "written after the end" : "written before the head");
        out.write(piece);
    }

    @Override
    public void end(List<String> trailers) {
        require(begun && !ended, begun ? "ended twice" : "ended before the head");
        ended = true;
        out.then(() -> sendEnd(trailers));
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(out.where() + ": " + otherwise);
        }
    }

    private void sendEnd(List<String> trailers) {
        out.close();
        if (!trailers.isEmpty()) {
            Pairs.add(trailers, response.trailers());
        }
        response.end();
        if (endsWithConnection()) {
            exchange.request.connection().close();
        }
        exchange.end(!exchange.request.isEnded());
    }

    @Override
    public void reset(long errorCode) {
        exchange.loop.loop.runOnContext(nothing -> {
            if (exchange.at(this)) {
                cut(errorCode);
            }
        });
    }

    private void cut(long errorCode) {
        out.close();
        exchange.cut(errorCode);
    }

    @Override
    void piece(Buffer piece) {
        in.piece(piece);
    }

    @Override
    void bodyEnded() {
        in.end();
    }

    @Override
    void tick(long now) {
        if (now - expires > 0) {
            stop(QuintetException.deadlineExceeded(
                    out.where() + ": not done within " + Duration.ofNanos(conversation.timeoutNanos())));
            Reply expired = conversation.expired();
            if (!headSent) {
                exchange.answer(expired);
            } else if (expired.trailers().isEmpty()) {
                cut(Http2Error.CANCEL.code());
            } else {
                sendEnd(expired.trailers());
            }
        }
    }

    @Override
    void lost(Throwable cause) {
        stop(Failures.lost(out.where(), cause));
    }

    private void stop(QuintetException why) {
        out.close();
        in.fail(why);
        out.fail(why);
        if (thread != null) {
            thread.interrupt();
        }
    }
}

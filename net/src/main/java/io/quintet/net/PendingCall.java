package io.quintet.net;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;
import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Bytes out, bytes in. Its state lives on the event loop; the thread that waits sees the result and no more. */
final class PendingCall extends Sending {
    private final Thread waiter = Thread.currentThread();
    private final Body body;
    private @Nullable Reply reply;
    private @Nullable QuintetException failure;
    private volatile boolean done;

    PendingCall(CallerLoop loop, Outgoing outgoing) {
        super(loop, outgoing);
        this.body = new Body(loop.settings().maxResponse());
    }

    boolean done() {
        return done;
    }

    /** On the thread that waited, when done: the reply or the failure, with the trace of that thread. */
    Reply result() {
        if (reply != null) {
            return reply;
        }
        if (failure == null) {
            throw new IllegalStateException("done without a result");
        }
        failure.fillInStackTrace();
        throw failure;
    }

    @Override
    void send(HttpClientRequest ready) {
        byte[] bytes = outgoing.body();
        if (bytes == null) {
            ready.end();
        } else {
            ready.end(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes)));
        }
    }

    @Override
    void head(HttpClientResponse response) {}

    @Override
    void piece(Buffer piece) {
        if (!body.add(piece)) {
            fail(QuintetException.concluded(
                    Code.RESOURCE_EXHAUSTED,
                    FailureMode.RESPONSE,
                    where() + ": response over " + loop.settings().maxResponse()
                            + " bytes (expected: at most that; see max-response)"));
            breakOff(Http2Error.CANCEL.code());
        }
    }

    @Override
    void complete(HttpClientResponse response) {
        finish();
        reply = new Reply(
                response.statusCode(),
                response.headers().get(HttpHeaders.CONTENT_TYPE),
                body.bytes(),
                Pairs.of(response.headers()),
                Pairs.of(response.trailers()));
        wake();
    }

    @Override
    void failed(QuintetException why) {
        failure = why;
        wake();
    }

    private void wake() {
        done = true;
        LockSupport.unpark(waiter);
    }
}

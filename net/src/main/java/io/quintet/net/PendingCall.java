package io.quintet.net;

import io.netty.buffer.Unpooled;
import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One call under way. Its state lives on the event loop; the thread that waits sees the result and no more. */
final class PendingCall extends Ring.Member<PendingCall> {
    private final CallerLoop loop;
    private final Outgoing outgoing;
    private final Thread waiter = Thread.currentThread();
    private final long expires;
    private final Body body;

    private @Nullable HttpClientRequest request;
    private @Nullable Reply reply;
    private @Nullable QuintetException failure;
    private volatile boolean done;

    PendingCall(CallerLoop loop, Outgoing outgoing) {
        this.loop = loop;
        this.outgoing = outgoing;
        this.expires = System.nanoTime() + outgoing.timeoutNanos();
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

    void start() {
        if (!loop.add(this)) {
            abandon();
            return;
        }
        loop.client()
                .request(HttpMethod.valueOf(outgoing.method()), outgoing.port(), outgoing.host(), outgoing.target())
                .onComplete(this::connected);
    }

    private void connected(AsyncResult<HttpClientRequest> attempt) {
        if (attempt.failed()) {
            notConnected(attempt.cause());
            return;
        }
        HttpClientRequest ready = attempt.result();
        if (done) {
            ready.reset();
            return;
        }
        request = ready;
        List<String> headers = outgoing.headers();
        for (int i = 0; i < headers.size(); i += 2) {
            ready.putHeader(headers.get(i), headers.get(i + 1));
        }
        if (outgoing.contentType() != null) {
            ready.putHeader(HttpHeaders.CONTENT_TYPE, outgoing.contentType());
        }
        ready.response().onComplete(this::answered);
        byte[] bytes = outgoing.body();
        if (bytes == null) {
            ready.end();
        } else {
            ready.end(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes)));
        }
    }

    private void notConnected(Throwable cause) {
        if (cause instanceof ConnectionPoolTooBusyException) {
            fail(QuintetException.refused(
                    Code.RESOURCE_EXHAUSTED,
                    outgoing.where() + ": " + loop.settings().maxConnections() + " calls under way and "
                            + loop.settings().maxWaiting() + " waiting (expected: fewer; see max-connections and"
                            + " max-waiting)"));
        } else {
            String reason = cause instanceof UnknownHostException ? "host name does not resolve" : cause.getMessage();
            fail(QuintetException.unreachable(outgoing.where() + ": cannot connect: " + reason, cause));
        }
    }

    private void answered(AsyncResult<HttpClientResponse> answer) {
        if (done) {
            return;
        }
        if (answer.failed()) {
            lost(answer.cause());
            return;
        }
        HttpClientResponse response = answer.result();
        response.exceptionHandler(this::lost);
        response.handler(this::piece);
        response.endHandler(nothing -> {
            if (!done) {
                reply = new Reply(
                        response.statusCode(),
                        response.headers().get(HttpHeaders.CONTENT_TYPE),
                        body.bytes(),
                        List.of());
                finish();
            }
        });
    }

    private void piece(Buffer piece) {
        if (!done && !body.add(piece)) {
            fail(QuintetException.concluded(
                    Code.RESOURCE_EXHAUSTED,
                    FailureMode.RESPONSE,
                    outgoing.where() + ": response over " + loop.settings().maxResponse()
                            + " bytes (expected: at most that; see max-response)"));
            reset();
        }
    }

    private void lost(Throwable cause) {
        boolean crash = cause instanceof HttpClosedException
                || cause instanceof IOException
                || cause instanceof StreamResetException;
        fail((crash
                        ? QuintetException.concluded(
                                Code.UNAVAILABLE,
                                FailureMode.CRASH,
                                outgoing.where() + ": connection lost before the response was complete")
                        : QuintetException.concluded(
                                Code.INTERNAL,
                                FailureMode.RESPONSE,
                                outgoing.where() + ": answered with something that is not HTTP"))
                .causedBy(cause));
    }

    /** Called by the sweep. */
    void expire(long now) {
        if (now - expires > 0) {
            String waited = Duration.ofNanos(outgoing.timeoutNanos()).toMillis() + " ms";
            fail(QuintetException.deadlineExceeded(outgoing.where() + ": "
                    + (request == null ? "no connection" : "no response") + " within " + waited));
            reset();
        }
    }

    /** The thread that waited has left. */
    void cancel() {
        if (!done) {
            finish();
            reset();
        }
    }

    /** The caller is closed. */
    void abandon() {
        fail(
                request == null
                        ? QuintetException.unreachable(outgoing.where() + ": this client was closed", null)
                        : QuintetException.concluded(
                                Code.CANCELLED, FailureMode.OMISSION, outgoing.where() + ": this client was closed"));
    }

    private void reset() {
        if (request != null) {
            request.reset();
        }
    }

    private void fail(QuintetException why) {
        if (!done) {
            failure = why;
            finish();
        }
    }

    private void finish() {
        loop.remove(this);
        done = true;
        LockSupport.unpark(waiter);
    }
}

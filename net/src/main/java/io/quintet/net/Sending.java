package io.quintet.net;

import io.netty.handler.codec.http2.Http2Error;
import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.GoAway;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request under way: connects, sends the head, and is told what comes and what fails. All on its event loop. */
abstract class Sending extends Ring.Member<Sending> {
    final CallerLoop loop;
    final Outgoing outgoing;
    private final long expires;
    private @Nullable HttpClientRequest request;
    private boolean over;

    Sending(CallerLoop loop, Outgoing outgoing) {
        this.loop = loop;
        this.outgoing = outgoing;
        this.expires = System.nanoTime() + Math.min(outgoing.timeoutNanos(), Long.MAX_VALUE / 2);
    }

    final String where() {
        return outgoing.where();
    }

    /** The connection is there, the headers are set: sends the body, or begins to. */
    abstract void send(HttpClientRequest ready);

    /** The head of the response is there. */
    abstract void head(HttpClientResponse response);

    /** A piece of the response's body. */
    abstract void piece(Buffer piece);

    /** The response is complete. */
    abstract void complete(HttpClientResponse response);

    /** It has failed, for good. */
    abstract void failed(QuintetException why);

    final void start() {
        if (!loop.add(this)) {
            abandon();
        }
    }

    final HttpAddress address() {
        return outgoing.address();
    }

    /** How long it still waits for a connection. */
    final long waitMillis() {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, expires - System.nanoTime())) + 1;
    }

    /** It has a connection. */
    final void connected(HttpClientRequest ready) {
        request = ready;
        ready.setMethod(HttpMethod.valueOf(outgoing.method())).setURI(outgoing.target());
        try {
            Pairs.add(outgoing.headers(), ready.headers());
        } catch (IllegalArgumentException e) {
            fail(QuintetException.invalid(where() + ": " + e.getMessage(), List.of()));
            ready.reset();
            return;
        }
        if (outgoing.contentType() != null) {
            ready.putHeader(HttpHeaders.CONTENT_TYPE, outgoing.contentType());
        }
        ready.response().onComplete(this::answered);
        send(ready);
    }

    /** It gets none. */
    final void notConnected(Throwable cause) {
        expire(System.nanoTime()); // the pool may have been first to see that time is up
        if (cause instanceof ConnectionPoolTooBusyException) {
            fail(QuintetException.refused(
                    Code.RESOURCE_EXHAUSTED,
                    where() + ": " + loop.settings().maxConnections() + " calls under way and "
                            + loop.settings().maxWaiting() + " waiting (expected: fewer; see max-connections and"
                            + " max-waiting)"));
        } else {
            fail(Failures.notConnected(where(), cause));
        }
    }

    private void answered(AsyncResult<HttpClientResponse> answer) {
        if (over) {
            return;
        }
        if (answer.failed()) {
            lost(answer.cause());
            return;
        }
        HttpClientResponse response = answer.result();
        head(response);
        response.exceptionHandler(this::lost);
        response.handler(piece -> {
            if (!over) {
                piece(piece);
            }
        });
        response.endHandler(nothing -> {
            if (!over) {
                complete(response);
            }
        });
    }

    final void lost(Throwable cause) {
        fail(notTaken(cause) ? Failures.notTaken(where(), cause) : Failures.lost(where(), cause));
    }

    /**
     * Whether the peer, as it closed the connection, said that it did not look at this request (RFC 9113, 6.8). What this side says when it
     * closes looks the same, but for its 0: the peer has opened no streams.
     */
    private boolean notTaken(Throwable cause) {
        if (!(cause instanceof HttpClosedException closed) || request == null) {
            return false;
        }
        GoAway word;
        try {
            word = closed.goAway();
        } catch (IllegalStateException e) {
            return false; // it is known while the word comes, and its bytes are gone when the connection then ends
        }
        return word != null && word.getLastStreamId() > 0 && request.streamId() > word.getLastStreamId();
    }

    /** Called by the sweep. */
    final void expire(long now) {
        if (now - expires > 0) {
            String waited = Duration.ofNanos(outgoing.timeoutNanos()).toMillis() + " ms";
            fail(QuintetException.deadlineExceeded(
                    where() + ": " + (request == null ? "no connection" : "no response") + " within " + waited));
            breakOff(Http2Error.CANCEL.code());
        }
    }

    /** Nobody waits any more. */
    final void cancel() {
        if (!over) {
            finish();
            breakOff(Http2Error.CANCEL.code());
        }
    }

    /** The caller is closed. */
    final void abandon() {
        fail(
                request == null
                        ? QuintetException.unreachable(where() + ": this client was closed", null)
                        : QuintetException.concluded(
                                Code.CANCELLED, FailureMode.OMISSION, where() + ": this client was closed"));
    }

    /** Breaks off what was sent; over HTTP/1.1 a connection with half a request on it is of no use any more. */
    final void breakOff(long errorCode) {
        if (request == null) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            request.reset(errorCode);
        } else {
            request.connection().close();
        }
    }

    /** Its connection, if there is one and it speaks HTTP/2. */
    final @Nullable HttpConnection http2() {
        HttpClientRequest ready = request;
        return ready != null && ready.version() == HttpVersion.HTTP_2 ? ready.connection() : null;
    }

    final boolean over() {
        return over;
    }

    final void fail(QuintetException why) {
        if (!over) {
            finish();
            failed(why);
        }
    }

    final void finish() {
        over = true;
        loop.remove(this);
    }
}

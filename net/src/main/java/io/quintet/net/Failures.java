package io.quintet.net;

import io.netty.handler.codec.http2.Http2Error;
import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The one table from what happens to connections and streams to failures.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-7">RFC 9113, 7: error codes</a>
 */
final class Failures {
    private Failures() {}

    /** What it means that a stream or its connection ended early. */
    static QuintetException lost(String where, Throwable cause) {
        QuintetException failure;
        if (cause instanceof StreamResetException reset) {
            failure = reset(where, reset.getCode());
        } else if (tls(cause) != null) {
            failure = QuintetException.concluded(
                    Code.UNAVAILABLE, FailureMode.CRASH, where + ": TLS failed: " + tls(cause));
        } else if (cause instanceof HttpClosedException || cause instanceof IOException) {
            failure = QuintetException.concluded(
                    Code.UNAVAILABLE, FailureMode.CRASH, where + ": connection lost before the response was complete");
        } else {
            failure = QuintetException.concluded(
                    Code.INTERNAL, FailureMode.RESPONSE, where + ": the peer sent something that is not HTTP");
        }
        return failure.causedBy(cause);
    }

    /** What it means that the peer did not take a request that was sent. */
    static QuintetException notTaken(String where, Throwable cause) {
        return QuintetException.unreachable(
                where + ": the peer was closing the connection, and did not take it", cause);
    }

    /** What it means that there is no connection. */
    static QuintetException notConnected(String where, Throwable cause) {
        String tls = tls(cause);
        String reason = tls != null
                ? "TLS failed: " + tls
                : cause instanceof UnknownHostException ? "host name does not resolve" : cause.getMessage();
        return QuintetException.unreachable(where + ": cannot connect: " + reason, cause);
    }

    /** What TLS says about it, from the innermost of its exceptions; null when it is not about TLS. */
    private static @Nullable String tls(Throwable cause) {
        String message = null;
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SSLException) {
                message = each.getMessage();
            }
        }
        return message;
    }

    private static QuintetException reset(String where, long number) {
        @Nullable Http2Error error = Http2Error.valueOf(number);
        String message = where + ": the peer reset the stream (" + (error == null ? number : error.name()) + ")";
        return switch (error) {
            case REFUSED_STREAM -> QuintetException.unreachable(message, null);
            case CANCEL -> QuintetException.concluded(Code.CANCELLED, FailureMode.OMISSION, message);
            case ENHANCE_YOUR_CALM ->
                QuintetException.concluded(Code.RESOURCE_EXHAUSTED, FailureMode.OMISSION, message);
            case null, default -> QuintetException.concluded(Code.UNAVAILABLE, FailureMode.CRASH, message);
        };
    }
}

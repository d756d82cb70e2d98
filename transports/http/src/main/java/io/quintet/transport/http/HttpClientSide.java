package io.quintet.transport.http;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.net.HttpAddress;
import io.quintet.net.HttpCaller;
import io.quintet.net.Outgoing;
import io.quintet.net.Reply;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.RecordCodec;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calling side: from the call to the request, and from the response to the result. */
final class HttpClientSide {
    private static final int MOST_KEPT = 10_000;

    private final HttpCaller caller;
    private final Map<String, HttpAddress> addresses = new ConcurrentHashMap<>();
    // by identity, since the hash of an operation's model is deep; copied on write, since there are few and they stay
    private volatile IdentityHashMap<BoundOperation, CalledOperation> operations = new IdentityHashMap<>();

    HttpClientSide(HttpCaller caller) {
        this.caller = caller;
    }

    @Nullable
    Object call(String endpoint, Call call) throws DomainException {
        CalledOperation operation = operation(call.operation());
        HttpAddress address = address(endpoint);
        String target = operation.target(call.request());
        byte[] body = operation.body(call.request());
        long remaining = call.deadline().remainingNanos();
        if (remaining <= 0) {
            throw QuintetException.deadlineExceeded(
                    operation.name() + " at " + endpoint + ": the deadline had passed before anything was sent");
        }
        Reply reply = caller.call(new Outgoing(
                operation.name(),
                operation.method(),
                address,
                target,
                WireHeaders.write(call.headers(), remaining, operation.accept()),
                body == null ? null : call.operation().codec().mediaType(),
                body,
                remaining));
        return result(reply, call.operation(), endpoint);
    }

    private static @Nullable Object result(Reply reply, BoundOperation operation, String endpoint)
            throws DomainException {
        if (reply.status() < 200 || reply.status() > 299) {
            throw Problems.toException(reply, operation, where(operation, endpoint));
        }
        RecordCodec<Object> codec = operation.responses();
        if (codec == null) {
            return null;
        }
        String contentType = reply.contentType();
        if (contentType == null
                || !MediaTypes.matches(contentType, operation.codec().mediaType())) {
            throw Problems.unreadable(
                    where(operation, endpoint),
                    "answered " + reply.status() + " with content type "
                            + (contentType == null ? "absent" : "\"" + contentType + "\"") + " (expected: "
                            + operation.codec().mediaType() + ")");
        }
        try {
            return codec.decode(reply.body());
        } catch (QuintetException e) {
            if (e.code() != Code.INVALID_ARGUMENT) {
                throw e;
            }
            throw Problems.unreadable(where(operation, endpoint), "unreadable response: " + e.getMessage())
                    .causedBy(e);
        }
    }

    private static String where(BoundOperation operation, String endpoint) {
        return operation.model().qualifiedName() + " at " + endpoint;
    }

    private HttpAddress address(String endpoint) {
        HttpAddress known = addresses.get(endpoint);
        if (known != null) {
            return known;
        }
        HttpAddress parsed = HttpAddress.parse(endpoint);
        if (addresses.size() >= MOST_KEPT) {
            addresses.clear();
        }
        addresses.put(endpoint, parsed);
        return parsed;
    }

    private CalledOperation operation(BoundOperation bound) {
        CalledOperation known = operations.get(bound);
        return known != null ? known : remember(bound);
    }

    private synchronized CalledOperation remember(BoundOperation bound) {
        IdentityHashMap<BoundOperation, CalledOperation> more =
                operations.size() >= MOST_KEPT ? new IdentityHashMap<>() : new IdentityHashMap<>(operations);
        CalledOperation made = more.computeIfAbsent(bound, CalledOperation::new);
        operations = more;
        return made;
    }
}

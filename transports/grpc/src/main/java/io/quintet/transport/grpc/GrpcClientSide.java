package io.quintet.transport.grpc;

import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.contract.Streaming;
import io.quintet.net.HttpAddress;
import io.quintet.net.HttpCaller;
import io.quintet.net.HttpStream;
import io.quintet.net.Outgoing;
import io.quintet.net.Reply;
import io.quintet.spi.Call;
import io.quintet.spi.Streams;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calling side: from the call to the request, and from the response to the result. */
final class GrpcClientSide {
    private static final int MOST_KEPT = 10_000;

    private final HttpCaller caller;
    private final int mostBytes;
    private final Packing packing;
    private final Map<String, HttpAddress> addresses = new ConcurrentHashMap<>();

    GrpcClientSide(HttpCaller caller, int mostBytes, Packing packing) {
        this.caller = caller;
        this.mostBytes = mostBytes;
        this.packing = packing;
    }

    @Nullable
    Object call(String endpoint, Call call) throws DomainException {
        String where = call.operation().model().qualifiedName() + " at " + endpoint;
        if (call.operation().model().streaming() != Streaming.NONE) {
            return stream(endpoint, call, where);
        }
        byte[] body = packing.frame(call.operation().requests().encode(call.request()));
        return result(caller.call(outgoing(endpoint, call, body, where)), call, where);
    }

    private @Nullable Object stream(String endpoint, Call call, String where) throws DomainException {
        Stream<?> requests = call.request() instanceof Stream<?> stream ? stream : null;
        byte[] body =
                requests == null ? packing.frame(call.operation().requests().encode(call.request())) : null;
        HttpStream http = caller.open(outgoing(endpoint, call, body, where));
        RequestPump pump = requests == null ? null : new RequestPump(http, call.operation(), requests, packing);
        ClientStream responses = new ClientStream(http, call, where, mostBytes, pump);
        if (pump != null) {
            pump.start();
        }
        return call.operation().model().streaming().ofResponses() ? Streams.of(responses) : responses.only();
    }

    private Outgoing outgoing(String endpoint, Call call, byte @Nullable [] body, String where) {
        long remaining = call.deadline().remainingNanos();
        if (remaining <= 0) {
            throw QuintetException.deadlineExceeded(where + ": the deadline had passed before anything was sent");
        }
        return new Outgoing(
                call.operation().model().qualifiedName(),
                "POST",
                address(endpoint),
                call.operation().model().rpc().path(),
                Metadata.write(call.headers(), remaining, packing),
                ContentTypes.of(call.operation().codec()),
                body,
                remaining);
    }

    private @Nullable Object result(Reply reply, Call call, String where) throws DomainException {
        Answer answer = new Answer(reply.trailers(), reply.headers());
        Statuses.requireGrpc(reply.status(), reply.contentType(), answer.get(Statuses.STATUS), where);
        Statuses.requireOk(answer, call, where);
        String encoding = reply.header(Packing.ENCODING);
        Statuses.requireReadable(encoding, where);
        byte[] message;
        try {
            message = Frames.only(reply.body(), mostBytes, encoding);
        } catch (QuintetException e) {
            throw Statuses.unreadable(where, e);
        }
        return Messages.response(call.operation(), message, where);
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
}

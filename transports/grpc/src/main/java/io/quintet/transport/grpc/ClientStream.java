package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.net.HttpStream;
import io.quintet.net.ResponseHead;
import io.quintet.spi.Call;
import io.quintet.spi.Streams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The responses of a streaming call, up to its status. */
final class ClientStream implements Streams.Source {
    private final HttpStream http;
    private final Call call;
    private final String where;
    private final int mostBytes;
    private final @Nullable RequestPump pump;
    private @Nullable ResponseHead head;
    private @Nullable FrameReader messages;
    private boolean ended;

    ClientStream(HttpStream http, Call call, String where, int mostBytes, @Nullable RequestPump pump) {
        this.http = http;
        this.call = call;
        this.where = where;
        this.mostBytes = mostBytes;
        this.pump = pump;
    }

    @Override
    public @Nullable Object next() throws DomainException {
        if (ended) {
            return null;
        }
        byte[] message;
        try {
            message = messages().next();
            if (message == null) {
                ended = true;
                requireOk();
                return null;
            }
        } catch (QuintetException e) {
            if (pump != null && e.code() == Code.CANCELLED) {
                pump.rethrow(); // which broke off the call, and knows better why
            }
            throw e;
        }
        return Messages.response(call.operation(), message, where);
    }

    /** The one response of a call that streams requests only. */
    @Nullable
    Object only() throws DomainException {
        try {
            Object response = next();
            if (response == null || next() != null) {
                throw Statuses.unreadable(
                        where, (response == null ? "no message" : "two messages") + " (expected: one)");
            }
            return response;
        } finally {
            close();
        }
    }

    private FrameReader messages() {
        FrameReader known = messages;
        if (known != null) {
            return known;
        }
        ResponseHead came = http.head();
        Statuses.requireGrpc(came.status(), came.header("content-type"), came.header(Statuses.STATUS), where);
        String encoding = came.header(Packing.ENCODING);
        Statuses.requireReadable(encoding, where);
        FrameReader made = new FrameReader(http, mostBytes, encoding);
        head = came;
        messages = made;
        return made;
    }

    private void requireOk() throws DomainException {
        List<String> headers = head == null ? List.of() : head.headers();
        Statuses.requireOk(new Answer(http.trailers(), headers), call, where);
    }

    @Override
    public void close() {
        http.close();
        if (pump != null) {
            pump.stop();
        }
    }
}

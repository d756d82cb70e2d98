package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.QuintetException;
import io.quintet.spi.Call;
import java.util.concurrent.CompletableFuture;

/** A call that somebody waits for. */
final class PendingCall {
    private final long number;
    private final Call call;
    private final String where;
    private final byte[] headers;
    private final byte[] payload;
    private final CompletableFuture<Parcel> answer = new CompletableFuture<>();
    private long place;

    PendingCall(long number, Call call, String where, byte[] headers, byte[] payload) {
        this.number = number;
        this.call = call;
        this.where = where;
        this.headers = headers;
        this.payload = payload;
    }

    long number() {
        return number;
    }

    String where() {
        return where;
    }

    /** Whether it may have reached the peer. For the reactor's thread. */
    boolean sent() {
        return place > 0;
    }

    /** Whether the peer has taken it, of whose calls over this connection it has taken so many. For the reactor's thread. */
    boolean among(long taken) {
        return sent() && place <= taken;
    }

    /**
     * Sends it.
     *
     * @param as which of those of this connection it is, from 1 on
     */
    void send(Link link, long as) {
        place = as;
        link.send(
                Parcel.head(Verb.CALL, number, Math.max(0, call.deadline().remainingNanos())),
                call.operation().model().qualifiedName().getBytes(UTF_8),
                headers,
                payload);
    }

    void complete(Parcel parcel) {
        answer.complete(parcel);
    }

    void fail(QuintetException why) {
        answer.completeExceptionally(why);
    }

    CompletableFuture<Parcel> answer() {
        return answer;
    }
}

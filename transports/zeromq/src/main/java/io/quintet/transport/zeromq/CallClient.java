package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.Headers;
import io.quintet.spi.Call;
import io.quintet.spi.RecordCodec;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The calling side: writes requests and reads answers on the caller's thread. */
final class CallClient {
    private final Reactor reactor;
    private final Links links;
    private final AtomicLong numbers = new AtomicLong();

    CallClient(Reactor reactor, Links links) {
        this.reactor = reactor;
        this.links = links;
    }

    @Nullable
    Object call(String endpoint, Call call) throws DomainException {
        String where = call.operation().model().qualifiedName() + " at " + endpoint;
        if (call.deadline().expired()) {
            throw QuintetException.deadlineExceeded(where + ": the deadline had passed before anything was sent");
        }
        Address address = Address.parse(endpoint);
        byte[] payload = call.operation().requests().encode(call.request());
        if (payload.length > ZeroMqTransportProvider.MOST_BYTES) {
            throw QuintetException.invalid(
                    where + ": a request of " + payload.length + " bytes (expected: <= "
                            + ZeroMqTransportProvider.MOST_BYTES + ")",
                    List.of());
        }
        byte[] headers = call.headers().encode();
        if (headers.length > Headers.MAX_BYTES) {
            throw QuintetException.invalid(
                    where + ": headers of " + headers.length + " bytes (expected: <= " + Headers.MAX_BYTES + ")",
                    List.of());
        }
        PendingCall pending = new PendingCall(numbers.incrementAndGet(), call, where, headers, payload);
        if (!reactor.execute(() -> links.to(address).call(pending))) {
            throw QuintetException.refused(
                    Code.UNAVAILABLE, where + ": the zeromq transport of this instance is closed");
        }
        return result(await(pending, address, call), call, where);
    }

    private Parcel await(PendingCall pending, Address address, Call call) {
        try {
            return pending.answer().get(call.deadline().remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QuintetException why) {
                throw why;
            }
            throw new IllegalStateException(pending.where() + ": failed", e.getCause());
        } catch (TimeoutException e) {
            giveUp(pending, address);
            throw QuintetException.deadlineExceeded(pending.where() + ": no response in time");
        } catch (InterruptedException e) {
            giveUp(pending, address);
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted(pending.where() + ": interrupted while waiting for the response", e);
        }
    }

    private void giveUp(PendingCall pending, Address address) {
        boolean unused = reactor.execute(() -> links.to(address).cancel(pending));
    }

    private static @Nullable Object result(Parcel parcel, Call call, String where) throws DomainException {
        if (parcel.verb() == Verb.FAILURE) {
            Exception failure = Failures.read(parcel, call.operation(), call.deadline(), where);
            if (failure instanceof DomainException own) {
                throw own;
            }
            throw (QuintetException) failure;
        }
        RecordCodec<Object> codec = call.operation().responses();
        if (codec == null) {
            return null;
        }
        if (parcel.frames().size() < 2) {
            throw unreadable(where, "no payload (expected: one)");
        }
        try {
            return codec.decode(parcel.frame(1));
        } catch (QuintetException e) {
            throw unreadable(where, String.valueOf(e.getMessage())).causedBy(e);
        }
    }

    private static QuintetException unreadable(String where, String why) {
        return QuintetException.concluded(
                Code.INTERNAL, FailureMode.RESPONSE, where + ": an answer that cannot be read: " + why);
    }
}

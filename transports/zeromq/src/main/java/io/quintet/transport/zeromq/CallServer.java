package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.message.Headers;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import io.quintet.spi.RecordCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving side of calls: each is handled on a virtual thread of its own. For the reactor's thread, but for what says otherwise. */
final class CallServer {
    private static final Logger LOG = LoggerFactory.getLogger(CallServer.class);

    private final Reactor reactor;
    private final int mostCalls;
    private final Map<String, Served> operations = new HashMap<>();
    private final CompletableFuture<Void> idle = new CompletableFuture<>();
    private int running;
    private boolean draining;

    private record Served(BoundOperation bound, CallHandler handler) {}

    CallServer(Reactor reactor, int mostCalls) {
        this.reactor = reactor;
        this.mostCalls = mostCalls;
    }

    void add(List<BoundOperation> more, CallHandler handler) {
        for (BoundOperation bound : more) {
            String name = bound.model().qualifiedName();
            if (operations.containsKey(name)) {
                throw new InvalidContractException(name + " is served already (mend: serve each contract once)");
            }
        }
        more.forEach(bound -> operations.put(bound.model().qualifiedName(), new Served(bound, handler)));
    }

    void called(ServedPeer peer, Parcel parcel) {
        ServedCall call = new ServedCall(peer, parcel.number());
        long nanos = parcel.number();
        Headers headers = Headers.decode(parcel.frame(2));
        Served served = operations.get(parcel.text(1));
        if (draining) {
            refuse(call, Code.UNAVAILABLE, "this instance is leaving");
        } else if (served == null) {
            refuse(call, Code.UNIMPLEMENTED, "operation " + parcel.text(1) + ": not served here");
        } else if (running >= mostCalls) {
            refuse(call, Code.RESOURCE_EXHAUSTED, running + " calls under way (expected: at most zeromq.max-calls)");
        } else if (nanos <= 0) {
            refuse(call, Code.DEADLINE_EXCEEDED, "the deadline had passed when the call came");
        } else {
            running++;
            peer.calls().add(call);
            byte[] payload = parcel.frame(3);
            Deadline deadline = Deadline.inNanos(nanos);
            call.runs(Thread.ofVirtual()
                    .name("quintet-zeromq-call")
                    .start(() -> answer(call, answered(served, payload, headers, deadline, call.number()))));
        }
    }

    private static void refuse(ServedCall call, Code code, String why) {
        send(call, Failures.write(new Failure(code, why, null, null, List.of(), true), null, call.number()));
    }

    /** On the call's own thread. */
    private void answer(ServedCall call, byte[][] frames) {
        boolean unused = reactor.execute(() -> {
            running--;
            if (call.peer().calls().remove(call)) {
                send(call, frames);
            }
            settleIdle();
        });
    }

    private static void send(ServedCall call, byte[][] frames) {
        call.peer().send(frames);
    }

    /** What a call came to, as frames, whatever fails: its place would be taken, and its caller would wait. */
    private static byte[][] answered(Served served, byte[] payload, Headers headers, Deadline deadline, long number) {
        try {
            return handled(served, payload, headers, deadline, number);
        } catch (RuntimeException | Error e) {
            LOG.error("{}: failed", served.bound().model().qualifiedName(), e);
            return Failures.write(Failure.of(Code.INTERNAL, "internal error"), null, number);
        }
    }

    private static byte[][] handled(Served served, byte[] payload, Headers headers, Deadline deadline, long number) {
        BoundOperation bound = served.bound();
        Object request;
        try {
            request = bound.requests().decode(payload);
        } catch (QuintetException e) {
            return Failures.write(
                    new Failure(e.code(), String.valueOf(e.getMessage()), null, null, e.violations(), true),
                    bound,
                    number);
        }
        try {
            byte[] response = encoded(bound, served.handler().handle(new Call(bound, request, headers, deadline)));
            return response == null
                    ? new byte[][] {Parcel.head(Verb.RESULT, number)}
                    : new byte[][] {Parcel.head(Verb.RESULT, number), response};
        } catch (CallFailure e) {
            return Failures.write(e.failure(), bound, number);
        }
    }

    private static byte @Nullable [] encoded(BoundOperation bound, @Nullable Object response) throws CallFailure {
        RecordCodec<Object> codec = bound.responses();
        if (codec == null) {
            return null;
        }
        if (response == null) {
            throw new IllegalStateException(bound.model().qualifiedName() + " returned null (expected: a response)");
        }
        byte[] bytes = codec.encode(response);
        if (bytes.length > ZeroMqTransportProvider.MOST_BYTES) {
            throw new CallFailure(Failure.of(
                    Code.RESOURCE_EXHAUSTED,
                    "a response of " + bytes.length + " bytes (expected: <= " + ZeroMqTransportProvider.MOST_BYTES
                            + ")"));
        }
        return bytes;
    }

    void cancelled(ServedPeer peer, long number) {
        peer.calls().removeIf(call -> {
            boolean same = call.number() == number;
            if (same) {
                call.interrupt();
            }
            return same;
        });
    }

    /** Nobody waits for its calls any more. */
    void gone(ServedPeer peer) {
        peer.calls().forEach(ServedCall::interrupt);
        peer.calls().clear();
    }

    private void settleIdle() {
        if (draining && running == 0) {
            idle.complete(null);
        }
    }

    /** Turns new calls away and waits for those under way. From any thread. */
    void drain(Duration patience) {
        boolean open = reactor.execute(() -> {
            draining = true;
            settleIdle();
        });
        if (!open) {
            return;
        }
        try {
            idle.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.debug("zeromq: calls under way are left", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}

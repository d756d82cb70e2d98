package io.quintet.transport.memory;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.EncodedFailure;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Failure;
import io.quintet.spi.RecordCodec;
import io.quintet.spi.Streams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls between instances of one JVM. */
final class MemoryCalls {
    private final MemoryBroker broker;
    private final String address;
    private final boolean serialise;
    private final boolean hopThreads;
    private final CallServer own = new CallServer();

    MemoryCalls(MemoryBroker broker, String address, boolean serialise, boolean hopThreads) {
        this.broker = broker;
        this.address = address;
        this.serialise = serialise;
        this.hopThreads = hopThreads;
    }

    static String address(String broker, String instance) {
        return "memory:" + broker + "/" + instance;
    }

    Endpoint serve(List<BoundOperation> operations, CallHandler handler) {
        own.serve(operations, handler);
        broker.servers().put(address, own);
        return new Endpoint(MemoryTransportProvider.NAME, address);
    }

    void drain(Duration patience) {
        broker.servers().remove(address, own);
        own.drain(patience);
    }

    @Nullable
    Object call(Endpoint endpoint, Call call) throws DomainException {
        if (call.deadline().expired()) {
            throw QuintetException.deadlineExceeded(
                    call.operation().model().qualifiedName() + ": the deadline had passed before anything was sent");
        }
        CallServer server = broker.servers().get(endpoint.address());
        CallServer.Served served =
                server == null ? null : server.find(call.operation().model().qualifiedName());
        if (server == null || served == null) {
            throw QuintetException.unreachable(
                    call.operation().model().qualifiedName() + ": nobody serves it at " + endpoint.address(), null);
        }
        server.begin();
        if (call.operation().model().streaming().ofResponses()) {
            return Streams.of(new MemoryStream(call, () -> exchange(served, call), server::end));
        }
        if (!hopThreads) {
            try {
                return exchange(served, call);
            } finally {
                server.end();
            }
        }
        FutureTask<@Nullable Object> task = new FutureTask<>(() -> {
            try {
                return exchange(served, call);
            } finally {
                server.end();
            }
        });
        Thread handling = Thread.ofVirtual().name("quintet-memory").start(task);
        return await(task, handling, call);
    }

    private static @Nullable Object await(FutureTask<@Nullable Object> task, Thread handling, Call call)
            throws DomainException {
        try {
            return task.get(Math.max(0, call.deadline().remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            handling.interrupt();
            throw QuintetException.deadlineExceeded(
                            call.operation().model().qualifiedName() + ": no response before the deadline")
                    .causedBy(e);
        } catch (InterruptedException e) {
            handling.interrupt();
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted(
                    call.operation().model().qualifiedName() + ": interrupted while waiting for the response", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case DomainException domain -> throw domain;
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default ->
                    throw new IllegalStateException("a call ended with neither of the two kinds of failure", e);
            }
        }
    }

    private @Nullable Object exchange(CallServer.Served served, Call call) throws DomainException {
        MemoryRequests requests = call.request() instanceof Stream<?> stream
                ? new MemoryRequests(call, stream, each -> serialise ? reread(served, call, each) : each)
                : null;
        Object request = requests != null
                ? Streams.of(requests)
                : serialise ? reread(served, call, call.request()) : call.request();
        Object response;
        try {
            response = served.handler().handle(new Call(served.operation(), request, call.headers(), call.deadline()));
        } catch (CallFailure e) {
            close(requests);
            throw failed(call, requests, e);
        }
        if (response instanceof Stream<?> stream) {
            return responses(served, call, stream, requests);
        }
        close(requests);
        return serialise ? received(served, call, response) : response;
    }

    /** Nobody will pull any more of what the caller sends. */
    private static void close(@Nullable MemoryRequests requests) {
        if (requests != null) {
            requests.close();
        }
    }

    private Stream<Object> responses(
            CallServer.Served served, Call call, Stream<?> stream, @Nullable MemoryRequests requests) {
        Streams.Source answered = Streams.source(stream);
        return Streams.of(new Streams.Source() {
            @Override
            public @Nullable Object next() throws Exception {
                try {
                    Object response = answered.next();
                    return serialise ? received(served, call, response) : response;
                } catch (CallFailure e) {
                    throw failed(call, requests, e);
                }
            }

            @Override
            public void close() {
                answered.close();
                MemoryCalls.close(requests);
            }
        });
    }

    private static @Nullable Object received(CallServer.Served served, Call call, @Nullable Object response) {
        RecordCodec<Object> writer = served.operation().responses();
        RecordCodec<Object> reader = call.operation().responses();
        if (response == null || writer == null || reader == null) {
            return response;
        }
        try {
            return reader.decode(writer.encode(response));
        } catch (QuintetException e) { // also of writing: it is not the request that was wrong
            throw QuintetException.concluded(
                            Code.INTERNAL,
                            FailureMode.RESPONSE,
                            call.operation().model().qualifiedName() + ": unreadable response: " + e.getMessage())
                    .causedBy(e);
        }
    }

    /** The request as the serving side reads it; that it cannot is the serving side's word, as over a wire. */
    private static Object reread(CallServer.Served served, Call call, Object request) {
        byte[] bytes = call.operation().requests().encode(request);
        try {
            return served.operation().requests().decode(bytes);
        } catch (QuintetException e) {
            throw QuintetException.reported(e.code(), String.valueOf(e.getMessage()), e.violations(), e.retrySafe())
                    .causedBy(e);
        }
    }

    /** Throws what the call failed with. */
    private DomainException failed(Call call, @Nullable MemoryRequests requests, CallFailure cause)
            throws DomainException {
        if (requests != null) {
            requests.rethrow();
        }
        Exception received = received(cause.failure(), call.operation());
        if (received instanceof DomainException domain) {
            throw domain;
        }
        throw ((QuintetException) received).causedBy(cause);
    }

    private Exception received(Failure failure, BoundOperation caller) {
        return serialise ? EncodedFailure.of(failure, caller).toException(caller) : failure.toException(caller.model());
    }
}

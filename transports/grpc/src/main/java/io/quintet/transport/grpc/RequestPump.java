package io.quintet.transport.grpc;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.net.HttpStream;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Streams;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the requests of a streaming call, on a virtual thread of its own: pulls one when the one before has found room. */
final class RequestPump {
    private static final Logger LOG = LoggerFactory.getLogger(RequestPump.class);

    private final HttpStream http;
    private final BoundOperation operation;
    private final Stream<?> requests;
    private final Packing packing;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    RequestPump(HttpStream http, BoundOperation operation, Stream<?> requests, Packing packing) {
        this.http = http;
        this.operation = operation;
        this.requests = requests;
        this.packing = packing;
        this.thread = Thread.ofVirtual().name("quintet-grpc-requests").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (requests) {
            Streams.Source records = Streams.source(requests);
            for (Object next = records.next(); next != null; next = records.next()) {
                if (!send(packing.frame(operation.requests().encode(next)))) {
                    return;
                }
            }
            http.end();
        } catch (Exception | Error e) {
            failure = e; // for whoever takes the responses
            LOG.debug("{}: the stream of requests failed", operation.model().qualifiedName(), e);
            http.close(); // the peer must not take what came for all
        }
    }

    /** False when nobody takes it any more; what the call ends with is told to whoever takes the responses. */
    private boolean send(byte[] frame) {
        try {
            http.write(frame);
            return true;
        } catch (QuintetException e) {
            LOG.debug("{}: requests are not sent any more", operation.model().qualifiedName(), e);
            if (e.code() == Code.DEADLINE_EXCEEDED) {
                failure = e; // the peer took nothing for too long, which nobody else would tell
                http.close();
            }
            return false;
        }
    }

    /** Stops pulling. */
    void stop() {
        thread.interrupt();
    }

    /** Throws what the stream of requests failed with, if it did. */
    void rethrow() {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e ->
                throw new IllegalStateException(
                        operation.model().qualifiedName() + ": the stream of requests failed", e);
        }
    }
}

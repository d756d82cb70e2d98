package io.quintet.net;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends requests over pooled HTTP/1.1 connections. Safe for use by many threads. */
public final class HttpCaller implements AutoCloseable {
    private final List<CallerLoop> loops = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    HttpCaller(VertxInternal vertx, List<ContextInternal> contexts, CallerSettings settings) {
        int share = Math.ceilDiv(settings.maxConnections(), contexts.size());
        for (ContextInternal context : contexts) {
            HttpClientOptions options = new HttpClientOptions()
                    .setConnectTimeout((int) Math.min(
                            Integer.MAX_VALUE, settings.connectTimeout().toMillis()))
                    .setKeepAliveTimeout((int) Math.max(1, settings.keepAlive().toSeconds()))
                    .setMaxHeaderSize(settings.maxHeaders())
                    .setMaxChunkSize(64 * 1024)
                    .setTcpNoDelay(true);
            PoolOptions pool = new PoolOptions()
                    .setHttp1MaxSize(share)
                    .setMaxWaitQueueSize(Math.ceilDiv(settings.maxWaiting(), contexts.size()));
            loops.add(new CallerLoop(context, vertx.createHttpClient(options, pool), settings));
        }
    }

    /**
     * Sends a request and blocks until the response, of whatever status, or a failure.
     *
     * <p>Not for event loops. An interrupt ends the wait and stays set.
     *
     * @throws QuintetException {@code unreachable}, safe to retry, when nothing was sent; UNAVAILABLE with CRASH when the connection
     *     was lost after that; DEADLINE_EXCEEDED when time was up; RESOURCE_EXHAUSTED when too many calls wait or the response is
     *     too large
     */
    public Reply call(Outgoing outgoing) {
        CallerLoop loop =
                loops.size() == 1 ? loops.getFirst() : loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
        PendingCall call = new PendingCall(loop, outgoing);
        try {
            loop.context().runOnContext(nothing -> call.start());
        } catch (RejectedExecutionException e) {
            throw QuintetException.unreachable(outgoing.where() + ": this client is closed", e);
        }
        while (!call.done()) {
            LockSupport.park(call);
            if (Thread.currentThread().isInterrupted() && !call.done()) {
                loop.context().runOnContext(nothing -> call.cancel());
                throw QuintetException.concluded(
                        Code.CANCELLED, FailureMode.OMISSION, outgoing.where() + ": interrupted while waiting");
            }
        }
        return call.result();
    }

    /** Closes all connections; calls under way fail. */
    @Override
    public void close() {
        loops.forEach(CallerLoop::close);
    }
}

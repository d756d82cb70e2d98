package io.quintet.net;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sends requests over pooled connections. Safe for use by many threads. */
public final class HttpCaller implements AutoCloseable {
    private final @Nullable HttpSignatures signatures;
    private final List<CallerLoop> loops = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    HttpCaller(
            VertxInternal vertx,
            List<ContextInternal> contexts,
            CallerSettings settings,
            HttpProtocol protocol,
            @Nullable HttpSignatures signatures) {
        this.signatures = signatures;
        int share = Math.ceilDiv(settings.maxConnections(), contexts.size());
        int waiting = Math.ceilDiv(settings.maxWaiting(), contexts.size());
        for (ContextInternal context : contexts) {
            PoolOptions pool = new PoolOptions()
                    .setHttp1MaxSize(share)
                    .setHttp2MaxSize(Math.ceilDiv(share, 64))
                    .setMaxWaitQueueSize(waiting);
            HttpClientAgent client = vertx.httpClientBuilder()
                    .with(options(settings, protocol))
                    .with(pool)
                    .withConnectHandler(Flushes::gather)
                    .build();
            loops.add(new CallerLoop(context, client, settings));
        }
    }

    private static HttpClientOptions options(CallerSettings settings, HttpProtocol protocol) {
        int keepAlive = (int) Math.max(1, settings.keepAlive().toSeconds());
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(protocol == HttpProtocol.HTTP_2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setAlpnVersions(
                        protocol == HttpProtocol.HTTP_2
                                ? List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1)
                                : List.of(HttpVersion.HTTP_1_1))
                .setUseAlpn(true)
                .setHttp2ClearTextUpgrade(false)
                .setVerifyHost(true)
                .setKeepAliveTimeout(keepAlive)
                .setHttp2KeepAliveTimeout(keepAlive)
                .setMaxHeaderSize(settings.maxHeaders())
                .setMaxChunkSize(64 * 1024)
                .setTcpNoDelay(true);
        options.getInitialSettings().setMaxHeaderListSize(settings.maxHeaders());
        options.setConnectTimeout(
                (int) Math.min(Integer.MAX_VALUE, settings.connectTimeout().toMillis()));
        TlsFiles.apply(settings.tls(), options);
        return options;
    }

    /**
     * Sends a request and blocks until the response, of whatever status, or a failure.
     *
     * <p>Not for event loops. An interrupt ends the wait and stays set.
     *
     * @throws QuintetException {@code unreachable}, safe to retry, when nothing was sent; UNAVAILABLE with CRASH when the connection
     *     was lost after that; DEADLINE_EXCEEDED when time was up; RESOURCE_EXHAUSTED when too many calls wait or the response is
     *     too large; CANCELLED when the peer reset the stream with that, or this thread was interrupted;
     *     UNAUTHENTICATED with ARBITRARY when replies must be signed, and this one is not, or not well
     */
    public Reply call(Outgoing outgoing) {
        return signatures == null ? exchange(outgoing) : signatures.call(this::exchange, outgoing);
    }

    private Reply exchange(Outgoing outgoing) {
        CallerLoop loop = loop();
        PendingCall call = new PendingCall(loop, outgoing);
        start(loop, call);
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

    /**
     * Sends the head of a request, and its body if it has one; otherwise the body is written to the stream, up to its end.
     *
     * <p>Blocks until there is a connection and fails as {@link #call} does.
     */
    public HttpStream open(Outgoing outgoing) {
        if (signatures != null) {
            signatures.refuseStream(outgoing.where());
        }
        CallerLoop loop = loop();
        OpenStream stream = new OpenStream(loop, outgoing);
        start(loop, stream);
        return stream.connected();
    }

    private CallerLoop loop() {
        return loops.size() == 1 ? loops.getFirst() : loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    private static void start(CallerLoop loop, Sending sending) {
        try {
            loop.context().runOnContext(nothing -> sending.start());
        } catch (RejectedExecutionException e) {
            throw QuintetException.unreachable(sending.where() + ": this client is closed", e);
        }
    }

    /** Closes all connections; calls and streams under way fail. */
    @Override
    public void close() {
        loops.forEach(CallerLoop::close);
    }
}

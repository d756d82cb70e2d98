package io.quintet.net;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event loops that the listeners and callers of one instance share.
 *
 * <p>One event loop for every two processors: bytes are moved there, all else happens on virtual threads. Its threads are daemons;
 * an open listener keeps the process up, a caller does not.
 */
public final class HttpEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEngine.class);
    private static final long CLOSE_SECONDS = 10;

    private final WatchedTransport sockets = new WatchedTransport();
    private final VertxInternal vertx;
    private final List<ContextInternal> loops = new ArrayList<>();
    private boolean closed;

    /** Starts the event loops. */
    public HttpEngine() {
        int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(count)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        vertx = (VertxInternal)
                Vertx.builder().with(options).withTransport(sockets).build();
        for (int i = 0; i < count; i++) {
            loops.add(vertx.createEventLoopContext());
        }
    }

    /** Opens the port of a service; {@link HttpPorts} sees to it that nobody else has it. */
    synchronized HttpListener listen(HttpMount first) {
        sockets.limit(first.settings());
        return HttpListener.open(vertx, loops, first);
    }

    /** Makes a calling side that signs nothing. */
    public HttpCaller caller(CallerSettings settings, HttpProtocol protocol) {
        return caller(settings, protocol, null);
    }

    HttpCaller caller(CallerSettings settings, HttpProtocol protocol, @Nullable HttpSignatures signatures) {
        return new HttpCaller(vertx, loops, settings, protocol, signatures);
    }

    /** Closes all that is still open and stops the event loops. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Waiting.on(vertx.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (WaitFailed e) {
            LOG.warn("HTTP engine did not stop cleanly", e);
        }
    }
}

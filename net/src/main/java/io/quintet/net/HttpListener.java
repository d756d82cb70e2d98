package io.quintet.net;

import io.quintet.ConfigurationException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open port that serves HTTP/1.1 and HTTP/2, with TLS or without (h2c), each request on a virtual thread. Who is served there, and who
 * has left, is guarded by {@link HttpPorts}.
 */
final class HttpListener {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final long OPEN_SECONDS = 10;

    // Who gives up a call resets its stream, and Netty ends a connection of too many resets, with all calls on it. A
    // caller whose calls last 10 ms on average stays below the limit though all its streams are taken and none is
    // answered; an attack resets at once, and is there within seconds. Netty bounds the rest by itself: answers to
    // pings and settings that wait to leave, empty frames in turn, continuations of headers.
    private static final int RESETS_SECONDS = 10;
    private static final int MOST_RESETS_PER_STREAM = RESETS_SECONDS * 1000 / 10;

    private final ListenerSettings settings;
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<ServerLoop> loops = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<HttpMount> staying = new HashSet<>();
    private @Nullable HttpMount last;
    private volatile Mounts mounts;
    private int port;

    private HttpListener(HttpMount first) {
        this.settings = first.settings();
        this.mounts = Mounts.of(first);
        this.staying.add(first);
    }

    static HttpListener open(VertxInternal vertx, List<ContextInternal> loops, HttpMount first) {
        warnWhenOpenToOthers(first.settings());
        HttpListener listener = new HttpListener(first);
        listener.listen(vertx, loops);
        listener.keepProcessUp();
        return listener;
    }

    private void listen(VertxInternal vertx, List<ContextInternal> contexts) {
        HttpServerOptions options = options(settings);
        int wanted = settings.port();
        for (ContextInternal context : contexts) {
            ServerLoop loop = new ServerLoop(context, this);
            HttpServer server = vertx.createHttpServer(options)
                    .connectionHandler(loop::connected)
                    .invalidRequestHandler(loop::malformed)
                    .exceptionHandler(e -> LOG.debug("connection failed before its first request", e))
                    .requestHandler(loop::handle);
            wanted = listen(context, server, settings, wanted);
            servers.add(server);
            loops.add(loop);
        }
        port = wanted;
    }

    private static HttpServerOptions options(ListenerSettings settings) {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxInitialLineLength(settings.maxUri())
                .setMaxHeaderSize(settings.maxHeaders())
                .setMaxChunkSize(64 * 1024)
                .setAcceptBacklog(1024)
                .setTcpNoDelay(true)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(settings.maxStreams())
                        .setMaxHeaderListSize(settings.maxHeaders()))
                .setHttp2RstFloodMaxRstFramePerWindow(settings.maxStreams() * MOST_RESETS_PER_STREAM)
                .setHttp2RstFloodWindowDuration(RESETS_SECONDS);
        if (settings.tls().identified()) {
            options.setSsl(true)
                    .setUseAlpn(true)
                    .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                    .setClientAuth(
                            switch (settings.tls().clientAuth()) {
                                case NONE -> ClientAuth.NONE;
                                case REQUEST -> ClientAuth.REQUEST;
                                case REQUIRE -> ClientAuth.REQUIRED;
                            });
            TlsFiles.apply(settings.tls(), options);
        }
        return options;
    }

    // each loop has a server of its own: Vert.x lets those of one engine share a port, and spreads connections
    private static int listen(ContextInternal loop, HttpServer server, ListenerSettings settings, int port) {
        Promise<HttpServer> promise = Promise.promise();
        loop.runOnContext(nothing -> server.listen(port, settings.host()).onComplete(promise));
        try {
            Waiting.on(promise.future(), OPEN_SECONDS, TimeUnit.SECONDS);
            return server.actualPort();
        } catch (WaitFailed e) {
            throw refused(settings, e.getCause() == null ? e : e.getCause());
        }
    }

    private static ConfigurationException refused(ListenerSettings settings, Throwable cause) {
        String address = settings.host() + ":" + settings.port();
        String reason = String.valueOf(cause.getMessage());
        ConfigurationException complaint;
        if (cause instanceof UnknownHostException
                || cause instanceof UnresolvedAddressException
                || reason.contains("assign requested address")) {
            complaint = settings.section().wrong("host", "an address of this machine, such as 127.0.0.1");
        } else if (cause instanceof BindException && !reason.contains("ermission")) {
            complaint = settings.section()
                    .wrong(
                            "port",
                            "a free port, but " + address + " is in use: stop the process that holds it, set"
                                    + " another port, or 0 for any free one");
        } else {
            complaint = settings.section().wrong("port", "a port that can be opened, but " + address + ": " + reason);
        }
        return new ConfigurationException(String.valueOf(complaint.getMessage()), cause);
    }

    private static void warnWhenOpenToOthers(ListenerSettings settings) {
        if (settings.tls().identified()) {
            return;
        }
        try {
            if (!InetAddress.getByName(settings.host()).isLoopbackAddress()) {
                LOG.warn(
                        "listening on {} without TLS: everybody in that network can read and send requests (expected:"
                                + " 127.0.0.1, or a trusted network, a proxy that ends TLS, or tls.certificate and"
                                + " tls.key)",
                        settings.host());
            }
        } catch (UnknownHostException e) {
            LOG.debug("{} does not resolve; opening the port will say so", settings.host(), e);
        }
    }

    private void keepProcessUp() {
        Thread.ofPlatform().name("quintet-http-" + port).daemon(false).start(() -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                LOG.debug("keeper of port {} interrupted", port, e);
            }
        });
    }

    ListenerSettings settings() {
        return settings;
    }

    /** Where peers reach it, under the host it was told to bind. */
    HttpAddress address() {
        return new HttpAddress(settings.tls().identified(), settings.host(), port);
    }

    /** Whose request it is. */
    HttpMount of(HttpServerRequest request) {
        return mounts.of(request);
    }

    /** Serves one more. */
    void add(HttpMount mount) {
        if (staying.isEmpty()) {
            throw refused(mount.settings(), new BindException("it is being closed"));
        }
        Agreement.require(settings, mount.settings());
        mounts = mounts.with(mount);
        staying.add(mount);
    }

    /** Whether nobody else is served. */
    boolean alone(HttpMount mount) {
        return staying.stream().allMatch(mount::equals);
    }

    /** Serves one no more; whether it was the last. */
    boolean remove(HttpMount mount) {
        if (staying.remove(mount) && staying.isEmpty()) {
            last = mount;
        }
        return mount.equals(last);
    }

    /** Breaks off the requests to one of those that are served. */
    void breakOff(HttpMount mount) {
        loops.forEach(loop -> loop.breakOff(mount));
    }

    /** Stops accepting connections, waits for requests under way at most {@code patience}, then closes. */
    void shutDown(Duration patience) {
        long millis = Math.max(1, patience.toMillis());
        List<Future<Void>> ends = new ArrayList<>();
        for (HttpServer server : servers) {
            ends.add(server.shutdown(millis, TimeUnit.MILLISECONDS));
        }
        try {
            Waiting.on(Future.join(ends), millis + 1000, TimeUnit.MILLISECONDS);
        } catch (WaitFailed e) {
            LOG.warn("port {} did not drain within {}", port, patience, e);
        } finally {
            closed.countDown();
        }
    }
}

package io.quintet.net;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of a listener that runs on one event loop: its connections and its exchanges. Confined to that loop. */
final class ServerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ServerLoop.class);
    private static final long SWEEP_MILLIS = 5;
    private static final long GRACE_HOURS = 24;

    final ContextInternal loop;

    private final HttpListener listener;
    private final ListenerSettings settings;
    private final IdentityHashMap<HttpConnection, Peer> peers = new IdentityHashMap<>();
    private final Ring<Exchange> exchanges = new Ring<>();
    private final Sweeper exchangeSweeper;
    private final Sweeper peerSweeper;
    private final long idleNanos;
    private final long maxAgeNanos;

    ServerLoop(ContextInternal loop, HttpListener listener) {
        this.loop = loop;
        this.listener = listener;
        this.settings = listener.settings();
        this.idleNanos = settings.idleTimeout().toNanos();
        this.maxAgeNanos =
                settings.maxAge() == null ? Long.MAX_VALUE : settings.maxAge().toNanos();
        this.exchangeSweeper = new Sweeper(loop, SWEEP_MILLIS, this::sweepExchanges);
        long period = Math.clamp(settings.idleTimeout().toMillis() / 8, 5, 1000);
        this.peerSweeper = new Sweeper(loop, period, this::sweepPeers);
    }

    /** A connection and since when it has no request under way. */
    static final class Peer {
        private final long since = System.nanoTime();
        private long idleSince = since;
        private int underWay;
        private boolean http2;
        private boolean dismissed;
    }

    void connected(HttpConnection connection) {
        FirstRequestTimeout.arrived(Channels.of(connection));
        Flushes.gather(connection);
        peers.put(connection, new Peer());
        connection.closeHandler(nothing -> peers.remove(connection));
        connection.exceptionHandler(failure -> {
            // a peer that goes away or talks nonsense; its exchanges are told by their own handlers
        });
        peerSweeper.arm();
    }

    void handle(HttpServerRequest request) {
        Exchange exchange = new Exchange(this, listener.of(request), request);
        Peer peer = peers.get(request.connection());
        if (peer != null) {
            peer.underWay++;
            peer.http2 = exchange.http2();
        }
        exchanges.add(exchange);
        exchangeSweeper.arm();
        exchange.begin();
    }

    /** What the decoder could not read: line or headers too long, or not HTTP. */
    void malformed(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Exchange exchange = new Exchange(this, listener.of(request), request);
        if (cause instanceof TooLongHttpLineException) {
            exchange.malformed(414, "request line: over " + settings.maxUri() + " bytes (expected: at most that)");
        } else if (cause instanceof TooLongHttpHeaderException) {
            exchange.malformed(431, "headers: over " + settings.maxHeaders() + " bytes (expected: at most that)");
        } else {
            exchange.malformed(400, "not a request of HTTP/1.1");
        }
    }

    void ended(Exchange exchange, HttpConnection connection) {
        exchanges.remove(exchange);
        Peer peer = peers.get(connection);
        if (peer != null && --peer.underWay == 0) {
            peer.idleSince = System.nanoTime();
        }
    }

    private boolean sweepExchanges(long now) {
        forEachExchange(exchange -> {
            try {
                exchange.tick(now);
            } catch (RuntimeException e) { // one must not keep the others from being looked after
                LOG.error("{} {} could not be expired", exchange.head.method(), exchange.head.target(), e);
                exchange.cut(Http2Error.INTERNAL_ERROR.code());
            }
        });
        return exchanges.first() != null;
    }

    private void forEachExchange(Consumer<Exchange> what) {
        @Nullable Exchange exchange = exchanges.first();
        while (exchange != null) {
            Exchange next = exchanges.after(exchange); // it may be gone afterwards
            what.accept(exchange);
            exchange = next;
        }
    }

    /** Breaks off what one of those served here has under way; from any thread. */
    void breakOff(HttpMount mount) {
        loop.runOnContext(nothing -> forEachExchange(exchange -> {
            if (exchange.mount.equals(mount)) {
                exchange.breakOff();
            }
        }));
    }

    // what is under way is served to its end, whenever that is
    private void dismiss(HttpConnection connection, Peer peer, long now) {
        if (peer.http2 && !peer.dismissed && now - peer.since > maxAgeNanos) {
            peer.dismissed = true;
            connection.shutdown(GRACE_HOURS, TimeUnit.HOURS);
        }
    }

    private boolean sweepPeers(long now) {
        ArrayList<HttpConnection> idle = new ArrayList<>();
        peers.forEach((connection, peer) -> {
            if (peer.underWay == 0 && now - peer.idleSince > idleNanos) {
                idle.add(connection);
            }
        });
        for (HttpConnection connection : idle) {
            peers.remove(connection);
            connection.close();
        }
        if (maxAgeNanos < Long.MAX_VALUE) {
            peers.forEach((connection, peer) -> dismiss(connection, peer, now));
        }
        return !peers.isEmpty();
    }
}

package io.quintet.faults.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on loopback whose two directions fail as they are told, at any time, seeded. Each connection has threads of its own. Safe
 * for use by many threads.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final InetSocketAddress target;
    private final ServerSocket server;
    private final SplittableRandom seeds;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final Direction forward = new Direction();
    private final Direction backward = new Direction();
    private volatile boolean closed;

    private FaultProxy(InetSocketAddress target, ServerSocket server, long seed) {
        this.target = target;
        this.server = server;
        this.seeds = new SplittableRandom(seed);
    }

    /** Listens on a free port for connections to {@code target}. */
    public static FaultProxy to(InetSocketAddress target, long seed) {
        try {
            ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
            FaultProxy proxy = new FaultProxy(target, server, seed);
            Thread.ofVirtual().name("fault-proxy " + server.getLocalPort()).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no port to listen at", e);
        }
    }

    /** Where to connect to. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** From now on, from the one that connects to the target. */
    public void forward(WireFaults faults) {
        forward.set(faults);
    }

    /** From now on, from the target to the one that connects. */
    public void backward(WireFaults faults) {
        backward.set(faults);
    }

    /** From now on nothing fails. */
    public void heal() {
        forward(WireFaults.NONE);
        backward(WireFaults.NONE);
    }

    /** Resets all connections there are; not those that are made anew meanwhile. */
    public void reset() {
        List.copyOf(links).forEach(link -> {
            forward.count();
            link.reset();
        });
    }

    /** How many connections there are. */
    public int connections() {
        return links.size();
    }

    /** How many connections there were. */
    public long accepted() {
        return accepted.get();
    }

    /**
     * How often faults have befallen something so far, in both directions: a piece of data that was made late by latency or bandwidth, held back,
     * lost or damaged, a connection that was held back, or reset.
     */
    public long struck() {
        return forward.struck() + backward.struck();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                accepted.incrementAndGet();
                SplittableRandom random = seeds.split();
                Thread.ofVirtual().start(() -> connect(client, random));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException("fault proxy " + server + ": cannot accept", e);
                }
            }
        }
    }

    private void connect(Socket client, SplittableRandom random) {
        Socket peer = new Socket();
        Link link = new Link(client, peer, links::remove);
        links.add(link);
        try {
            forward.awaitPassage();
            backward.awaitPassage();
            peer.connect(target, Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            client.setTcpNoDelay(true);
            peer.setTcpNoDelay(true);
        } catch (IOException e) {
            link.reset(); // as if nobody listened
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            link.reset();
            return;
        }
        if (closed) {
            link.reset();
            return;
        }
        new Pipe(link, client, peer, forward, backward, random.split()).start();
        new Pipe(link, peer, client, backward, forward, random.split()).start();
    }

    /** Stops listening, and resets all connections. */
    @Override
    public void close() {
        closed = true;
        forward.close();
        backward.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("fault proxy " + server + ": cannot close", e);
        } finally {
            links.forEach(Link::reset);
        }
    }
}

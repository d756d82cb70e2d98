package io.quintet.transport.zeromq;

import io.quintet.ConfigurationException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** The one socket that others connect to, and who has. For the reactor's thread. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** What a peer does not take; then it counts as gone. */
    private static final int MOST_UNTAKEN = 100_000;

    private static final String ANY_NAME = "ipc://*";

    /** Two names may be the same port, for it is found by a hash: then another is tried. */
    private static final int MOST_NAMES = 10;

    private final Wire wire;
    private final CallServer calls;
    private final Members members;
    private final long livenessNanos;
    private final Address address;
    private final Map<ByteBuffer, ServedPeer> peers = new HashMap<>();
    private long looked = System.nanoTime();

    /** Listens; a {@link ConfigurationException} where the address cannot be used. */
    Listener(Reactor reactor, ZeroMqSettings settings, CallServer calls, Members members) {
        this.calls = calls;
        this.members = members;
        this.livenessNanos = settings.liveness().toNanos();
        ZMQ.Socket socket = reactor.wires().socket(SocketType.ROUTER);
        socket.setRouterMandatory(true);
        socket.setSndHWM(MOST_UNTAKEN);
        Link.configure(socket, settings);
        CurveKeys keys = settings.curve();
        if (keys != null) {
            Zap unused = new Zap(reactor.wires(), keys);
            keys.listen(socket);
        }
        address = new Address(bound(socket, settings.bind()), keys == null ? null : keys.publicHex(), null);
        wire = reactor.wires().add(socket, this::arrived);
        reactor.onTick(this::tick);
    }

    /** Where it listens. What JeroMQ chooses for a name that is free need not be one that can be written. */
    private static String bound(ZMQ.Socket socket, String wanted) {
        for (int left = MOST_NAMES; ; left--) {
            String name = wanted.equals(ANY_NAME) ? "ipc://quintet-" + UUID.randomUUID() : wanted;
            try {
                socket.bind(name);
                return name.startsWith("ipc://") ? name : socket.getLastEndpoint();
            } catch (ZMQException | IllegalArgumentException e) {
                if (wanted.equals(ANY_NAME) && left > 0) {
                    continue;
                }
                socket.close();
                throw new ConfigurationException("zeromq.bind: \"" + wanted + "\" cannot be listened at: "
                        + e.getMessage() + " (expected: an address of this machine, and a free port)");
            }
        }
    }

    Address address() {
        return address;
    }

    private void arrived(List<byte[]> frames) {
        byte[] route = frames.getFirst();
        Parcel parcel;
        try {
            parcel = Parcel.read(frames.subList(1, frames.size()));
            took(route, parcel);
        } catch (IllegalArgumentException e) {
            LOG.warn("zeromq: a peer sent what cannot be read, and is let go: {}", e.getMessage());
            ServedPeer peer = peers.remove(ByteBuffer.wrap(route));
            if (peer != null) {
                orphaned(peer);
            }
            send(route, Parcel.head(Verb.BYE));
        }
    }

    private void took(byte[] route, Parcel parcel) {
        ByteBuffer key = ByteBuffer.wrap(route);
        if (parcel.verb() == Verb.HELLO) {
            hello(key, route, parcel.text(1));
            return;
        }
        ServedPeer peer = peers.get(key);
        if (peer == null) {
            if (parcel.verb() != Verb.BYE) {
                send(route, Parcel.head(Verb.BYE)); // it may come again, and say who it is
            }
            return;
        }
        peer.heard(System.nanoTime());
        switch (parcel.verb()) {
            case PING -> peer.send(Parcel.head(Verb.PONG));
            case BYE -> {
                peers.remove(key);
                orphaned(peer);
            }
            case CALL -> {
                peer.tookCall();
                calls.called(peer, parcel);
            }
            case CANCEL -> calls.cancelled(peer, parcel.number());
            case OPEN -> members.opened(peer, parcel);
            case SEND -> members.sent(peer, parcel);
            default -> throw new IllegalArgumentException(parcel.verb() + " (expected: what a dealer sends)");
        }
    }

    /** Whoever comes again has given up what it had sent before over another connection, and sends it anew. */
    private void hello(ByteBuffer key, byte[] route, String run) {
        peers.values().removeIf(before -> {
            boolean same = before.run().equals(run);
            if (same) {
                calls.gone(before);
                before.intakes().values().forEach(Intake::revoke);
            }
            return same;
        });
        ServedPeer peer = new ServedPeer(this, route, run, System.nanoTime());
        peers.put(key, peer);
        peer.send(Parcel.head(Verb.WELCOME));
    }

    /** What it has sent is still handled: its sender may believe that it is. */
    private void orphaned(ServedPeer peer) {
        calls.gone(peer);
        peer.intakes().values().forEach(Intake::orphan);
    }

    void send(ServedPeer peer, byte[]... frames) {
        if (!send(peer.route(), frames) && peers.remove(ByteBuffer.wrap(peer.route()), peer)) {
            orphaned(peer);
        }
    }

    private boolean send(byte[] route, byte[]... frames) {
        byte[][] routed = new byte[frames.length + 1][];
        routed[0] = route;
        System.arraycopy(frames, 0, routed, 1, frames.length);
        try {
            return wire.send(routed);
        } catch (ZMQException e) {
            LOG.debug("zeromq: a peer is gone", e);
            return false;
        }
    }

    private void tick(long now) {
        boolean slept = now - looked > livenessNanos / 2; // this process: then the others are not to blame
        looked = now;
        peers.values().removeIf(peer -> {
            if (slept) {
                peer.heard(now);
            }
            boolean silent = now - peer.heard() > livenessNanos;
            if (silent) {
                LOG.debug("zeromq: {} is silent for {} ms", peer.run(), TimeUnit.NANOSECONDS.toMillis(livenessNanos));
                orphaned(peer);
            }
            return silent;
        });
    }

    void end() {
        peers.values().forEach(peer -> send(peer.route(), Parcel.head(Verb.BYE, peer.callsTaken())));
    }
}

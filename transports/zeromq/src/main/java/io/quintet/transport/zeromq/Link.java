package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor;

/**
 * The connection to one address, for calls and for messages. It begins anew after each loss, with a socket of its own: what the former
 * one held would otherwise leave later, when it was given up. For the reactor's thread.
 */
final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private static final long FIRST_BACKOFF_NANOS = 50_000_000;
    private static final long LONGEST_BACKOFF_NANOS = 2_000_000_000;

    /** Now and then a handshake of JeroMQ stops in its middle, and a second one does not; the next may take twice as long. */
    private static final long FIRST_ATTEMPT_NANOS = 300_000_000;

    private static final int HEADERS_AND_MORE = 512 * 1024;

    private final Links links;
    private final Address address;
    private final Map<Long, PendingCall> calls = new LinkedHashMap<>();
    private final Map<Long, Outlet> outlets = new HashMap<>();
    private State state = State.DOWN;
    private @Nullable Wire wire;
    private int connection;
    private long callsSent;
    private long since;
    private long dialled;
    private long attempt;
    private long heard;
    private long pinged;
    private long backoff;
    private long notBefore;

    private enum State {
        DOWN,
        CONNECTING,
        UP
    }

    Link(Links links, Address address) {
        this.links = links;
        this.address = address;
        this.notBefore = System.nanoTime();
        this.since = notBefore;
    }

    /** What sockets on both sides have in common. */
    static void configure(ZMQ.Socket socket, ZeroMqSettings settings) {
        int heartbeat = (int) settings.heartbeat().toMillis();
        socket.setHeartbeatIvl(heartbeat);
        socket.setHeartbeatTimeout((int) settings.liveness().toMillis());
        socket.setHandshakeIvl((int) settings.connectTimeout().toMillis());
        socket.setMaxMsgSize(ZeroMqTransportProvider.MOST_BYTES + HEADERS_AND_MORE);
    }

    Address address() {
        return address;
    }

    // Calls.

    void call(PendingCall call) {
        calls.put(call.number(), call);
        if (state == State.UP) {
            call.send(this, ++callsSent);
        } else if (state == State.DOWN) {
            connect();
        }
    }

    void cancel(PendingCall call) {
        if (calls.remove(call.number()) != null && call.sent() && state == State.UP) {
            send(Parcel.head(Verb.CANCEL, call.number()));
        }
    }

    // Messages.

    /** A member of a group, which is sought as long as it is not removed. */
    void add(Outlet outlet) {
        outlets.put(outlet.number(), outlet);
        if (state == State.UP) {
            outlet.connected();
        } else if (state == State.DOWN && System.nanoTime() - notBefore >= 0) {
            connect();
        }
    }

    void remove(Outlet outlet) {
        outlets.remove(outlet.number());
    }

    void send(byte[]... frames) {
        if (wire == null) {
            throw new IllegalStateException(address.endpoint() + ": not connected");
        }
        boolean unused = wire.send(frames); // it takes all: credit is what bounds it
    }

    // The connection.

    private void connect() {
        String wrong = links.mismatch(address);
        if (wrong != null) {
            since = System.nanoTime();
            down(wrong);
            return;
        }
        state = State.CONNECTING;
        since = System.nanoTime();
        attempt = FIRST_ATTEMPT_NANOS;
        dial();
    }

    private void dial() {
        dialled = System.nanoTime();
        int own = ++connection;
        ZMQ.Socket fresh = links.reactor().wires().socket(SocketType.DEALER);
        fresh.setHWM(0); // credit is what bounds it
        configure(fresh, links.settings());
        CurveKeys keys = links.settings().curve();
        String curve = address.curve();
        if (keys != null && curve != null) {
            keys.connect(fresh, curve);
        }
        fresh.setEventHook(
                event -> {
                    String lost = lost(event);
                    if (lost != null) {
                        boolean unused = links.reactor().execute(() -> {
                            if (own == connection && state != State.DOWN) {
                                down(lost);
                            }
                        });
                    }
                },
                ZMQ.EVENT_ALL);
        wire = links.reactor().wires().add(fresh, this::arrived);
        try {
            fresh.connect(address.endpoint());
        } catch (RuntimeException e) {
            LOG.debug("{}: cannot be connected to", address.endpoint(), e);
            down("cannot be connected to: " + e.getMessage());
            return;
        }
        send(Parcel.head(Verb.HELLO), links.run());
    }

    private static @Nullable String lost(ZEvent event) {
        ZMonitor.Event kind = event.getEvent();
        return switch (kind) {
            case CONNECT_RETRIED -> "the connection was refused";
            case DISCONNECTED -> "the connection was lost";
            case HANDSHAKE_FAILED_AUTH, HANDSHAKE_FAILED_NO_DETAIL, HANDSHAKE_FAILED_PROTOCOL ->
                "the handshake failed (expected: keys that both sides trust, or no encryption on both)";
            default -> null;
        };
    }

    private void hangUp() {
        if (wire != null) {
            wire.close(false);
            wire = null;
        }
    }

    private void down(String why) {
        down(why, Long.MAX_VALUE);
    }

    /**
     * Ends the connection.
     *
     * @param taken how many of the calls that were sent over it may have begun
     */
    private void down(String why, long taken) {
        hangUp();
        state = State.DOWN;
        long now = System.nanoTime();
        backoff = Math.min(LONGEST_BACKOFF_NANOS, Math.max(FIRST_BACKOFF_NANOS, backoff * 2));
        notBefore = now + backoff;
        LOG.debug("{}: {}", address.endpoint(), why);
        List<PendingCall> failed = List.copyOf(calls.values());
        calls.clear();
        failed.forEach(call -> call.fail(unavailable(call, why, taken)));
        List.copyOf(outlets.values()).forEach(outlet -> outlet.lost(address.endpoint() + ": " + why));
    }

    private static QuintetException unavailable(PendingCall call, String why, long taken) {
        String message = call.where() + ": " + why;
        return call.among(taken)
                ? QuintetException.concluded(Code.UNAVAILABLE, FailureMode.CRASH, message)
                : QuintetException.unreachable(message, null);
    }

    private void arrived(List<byte[]> frames) {
        heard = System.nanoTime();
        Parcel parcel;
        try {
            parcel = Parcel.read(frames);
            took(parcel);
        } catch (IllegalArgumentException e) {
            LOG.warn("{} sent what cannot be read: {}", address.endpoint(), e.getMessage());
            down("sent what cannot be read: " + e.getMessage());
        }
    }

    private void took(Parcel parcel) {
        switch (parcel.verb()) {
            case WELCOME -> up();
            case PONG -> {}
            case BYE -> down("it has closed", parcel.hasNumber() ? parcel.number() : Long.MAX_VALUE);
            case RESULT, FAILURE -> {
                PendingCall call = calls.remove(parcel.number());
                if (call != null) {
                    call.complete(parcel);
                }
            }
            case OPENED, REFUSED, RECEIVED, LEAVING, RETURNED -> {
                Outlet outlet = outlets.get(parcel.number());
                if (outlet != null) {
                    outlet.took(parcel);
                }
            }
            default -> throw new IllegalArgumentException(parcel.verb() + " (expected: what a router sends)");
        }
    }

    private void up() {
        state = State.UP;
        backoff = 0;
        callsSent = 0;
        calls.values().forEach(call -> call.send(this, ++callsSent));
        List.copyOf(outlets.values()).forEach(Outlet::connected);
    }

    /** Whether it is still of use. */
    boolean tick(long now, boolean slept) {
        if (slept) {
            heard = now;
        }
        if (state == State.CONNECTING
                && now - since > links.settings().connectTimeout().toNanos()) {
            down("no answer within " + links.settings().connectTimeout());
        } else if (state == State.CONNECTING && now - dialled > attempt) {
            hangUp();
            attempt *= 2;
            dial();
        } else if (state == State.UP
                && now - heard > links.settings().liveness().toNanos()) {
            down("silent for " + links.settings().liveness());
        } else if (state == State.UP
                && now - pinged >= links.settings().heartbeat().toNanos()) {
            pinged = now;
            send(Parcel.head(Verb.PING));
        } else if (state == State.DOWN && !outlets.isEmpty() && now - notBefore >= 0) {
            connect();
        }
        return state != State.DOWN || !outlets.isEmpty();
    }

    void end() {
        if (state == State.UP) {
            send(Parcel.head(Verb.BYE));
        }
        calls.values()
                .forEach(call -> call.fail(QuintetException.concluded(
                        Code.CANCELLED, FailureMode.OMISSION, call.where() + ": this instance was closed meanwhile")));
        calls.clear();
    }

    /** For people. */
    @Override
    public String toString() {
        return new String(links.run(), UTF_8) + " to " + address.endpoint() + " " + state;
    }
}

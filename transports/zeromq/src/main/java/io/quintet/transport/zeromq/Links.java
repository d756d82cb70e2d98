package io.quintet.transport.zeromq;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections of this instance to others, one an address. For the reactor's thread. */
final class Links {
    private final Reactor reactor;
    private final ZeroMqSettings settings;
    private final byte[] run;
    private final Map<Address, Link> links = new LinkedHashMap<>();
    private long looked = System.nanoTime();

    /** {@code run}: a name that no other run of any instance has. */
    Links(Reactor reactor, ZeroMqSettings settings, byte[] run) {
        this.reactor = reactor;
        this.settings = settings;
        this.run = run;
        reactor.onTick(this::tick);
    }

    Reactor reactor() {
        return reactor;
    }

    ZeroMqSettings settings() {
        return settings;
    }

    byte[] run() {
        return run;
    }

    Link to(Address address) {
        return links.computeIfAbsent(address.listener(), listener -> new Link(this, listener));
    }

    /** Why a peer is not to be talked to, by what its address says of its encryption; null where it may be. */
    @Nullable
    String mismatch(Address address) {
        CurveKeys keys = settings.curve();
        String curve = address.curve();
        if (keys == null) {
            return curve == null ? null : "it encrypts (expected: zeromq.curve here, too)";
        }
        if (curve == null) {
            return "it does not encrypt (expected: zeromq.curve there, too)";
        }
        return keys.trusts(curve) ? null : "its key is not trusted (expected: one of zeromq.curve.trust)";
    }

    private void tick(long now) {
        boolean slept =
                now - looked > settings.liveness().toNanos() / 2; // this process: then the others are not to blame
        looked = now;
        for (Link link : List.copyOf(links.values())) {
            if (!link.tick(now, slept)) {
                links.remove(link.address(), link);
            }
        }
    }

    void end() {
        links.values().forEach(Link::end);
    }
}

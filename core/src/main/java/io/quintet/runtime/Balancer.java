package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.resilience.Balancing;
import io.quintet.resilience.Refusal;
import io.quintet.spi.Call;
import org.jspecify.annotations.Nullable;

/** Client chain, last link over a call transport: chooses the instance that a call goes to, and another where a circuit refuses. */
final class Balancer implements Invoker {
    private final RouteTable table;
    private final Balancing balancing;
    private final boolean byKey;

    Balancer(RouteTable table, Balancing balancing, boolean byKey) {
        this.table = table;
        this.balancing = balancing;
        this.byKey = byKey;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        Routes known = table.routes();
        Route[] among = known.preferred();
        if (among.length == 0) {
            throw table.tooFew(0, 1);
        }
        Route route = among[balancing.choose(among, byKey ? table.operation().keyOf(call.request()) : null)];
        try {
            return route.chain().invoke(call);
        } catch (QuintetException e) {
            if (!Refusal.caused(e)) {
                throw e;
            }
            return elsewhere(known.all(), route, call, e);
        }
    }

    /** Nothing was sent, so that the others can be asked at once. */
    private static @Nullable Object elsewhere(Route[] all, Route refused, Call call, QuintetException refusal)
            throws DomainException {
        QuintetException last = refusal;
        for (Route other : all) {
            if (!other.equals(refused) && other.available()) {
                try {
                    return other.chain().invoke(call);
                } catch (QuintetException e) {
                    if (!Refusal.caused(e)) {
                        throw e;
                    }
                    last = e;
                }
            }
        }
        throw last;
    }
}

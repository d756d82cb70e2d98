package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.contract.OperationModel;
import io.quintet.resilience.Balancing;
import io.quintet.resilience.Refusal;
import io.quintet.spi.Call;
import io.quintet.spi.Instance;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Client chain, last link over a call transport: chooses the instance that a call goes to, and another where a circuit refuses. */
final class Balancer implements Invoker {
    private final Supplier<List<Instance>> instances;
    private final String transport;
    private final OperationModel operation;
    private final Balancing balancing;
    private final boolean byKey;
    private final Function<Instance, Route> opener;
    private final Resized resized;
    private volatile Routes routes = Routes.NONE;

    /** Hears how many instances there are. */
    @FunctionalInterface
    interface Resized {
        void to(int instances);
    }

    Balancer(
            Supplier<List<Instance>> instances,
            String transport,
            OperationModel operation,
            Balancing balancing,
            boolean byKey,
            Function<Instance, Route> opener,
            Resized resized) {
        this.instances = instances;
        this.transport = transport;
        this.operation = operation;
        this.balancing = balancing;
        this.byKey = byKey;
        this.opener = opener;
        this.resized = resized;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        Routes known = routes();
        Route[] among = known.preferred();
        if (among.length == 0) {
            throw QuintetException.unreachable(
                    "contract " + operation.contract() + ": no instance serves it over " + transport
                            + " at the moment (expected: at least one in the registry)",
                    null);
        }
        Route route = among[balancing.choose(among, byKey ? operation.keyOf(call.request()) : null)];
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

    private Routes routes() {
        List<Instance> named = instances.get();
        Routes known = routes;
        return known.areOf(named) ? known : rebuilt(named);
    }

    private synchronized Routes rebuilt(List<Instance> named) {
        Map<Instance, Route> before = routes.byInstance();
        Routes rebuilt = Routes.of(named, transport, instance -> {
            Route known = before.get(instance);
            return known == null ? opener.apply(instance) : known;
        });
        resized.to(rebuilt.all().length);
        routes = rebuilt;
        return rebuilt;
    }
}

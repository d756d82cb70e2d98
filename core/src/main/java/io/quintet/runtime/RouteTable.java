package io.quintet.runtime;

import io.quintet.QuintetException;
import io.quintet.contract.OperationModel;
import io.quintet.spi.Instance;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The routes of one operation over one transport, made anew when others serve it; those that stay keep what is known of them. */
final class RouteTable {
    private final Supplier<List<Instance>> instances;
    private final String transport;
    private final OperationModel operation;
    private final Function<Instance, Route> opener;
    private final Resized resized;
    private volatile Routes routes = Routes.NONE;

    /** Hears how many instances there are. */
    @FunctionalInterface
    interface Resized {
        void to(int instances);
    }

    RouteTable(
            Supplier<List<Instance>> instances,
            String transport,
            OperationModel operation,
            Function<Instance, Route> opener,
            Resized resized) {
        this.instances = instances;
        this.transport = transport;
        this.operation = operation;
        this.opener = opener;
        this.resized = resized;
    }

    OperationModel operation() {
        return operation;
    }

    /** The routes to those who serve the operation now. */
    Routes routes() {
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

    /** The failure where there are too few of them. */
    QuintetException tooFew(int there, int needed) {
        return QuintetException.unreachable(
                "contract " + operation.contract() + ": "
                        + (there == 0 ? "no instance serves it" : there + " instances serve it")
                        + " over " + transport + " at the moment (expected: at least " + (needed == 1 ? "one" : needed)
                        + " in the registry)",
                null);
    }
}

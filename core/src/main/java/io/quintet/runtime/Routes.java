package io.quintet.runtime;

import io.quintet.resilience.Zones;
import io.quintet.spi.Instance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The routes of an operation to the instances that a registry has named; made anew when it names others. */
final class Routes {
    static final Routes NONE = new Routes(List.of(), new Route[0]);

    private final List<Instance> source;
    private final Route[] all;
    private final Route[] local;

    private Routes(List<Instance> source, Route[] all) {
        this.source = source;
        this.all = all;
        this.local = Arrays.stream(all).filter(Route::local).toArray(Route[]::new);
    }

    /** To those that can be reached over a transport: one instance may serve a contract over several. */
    static Routes of(List<Instance> instances, String transport, Function<Instance, Route> opener) {
        return new Routes(
                List.copyOf(instances),
                instances.stream()
                        .filter(instance -> instance.endpoint().transport().equals(transport))
                        .map(opener)
                        .toArray(Route[]::new));
    }

    /** Whether these are the routes to just these instances; called for each call, and quick while nobody comes or goes. */
    @SuppressWarnings("ReferenceEquality") // the quick way; equals comes after it
    boolean areOf(List<Instance> instances) {
        return instances == source || instances.equals(source);
    }

    Route[] all() {
        return all;
    }

    /** Those of the preferred zone, or all. */
    Route[] preferred() {
        return local.length == 0 ? all : (Route[]) Zones.prefer(local, all);
    }

    Map<Instance, Route> byInstance() {
        Map<Instance, Route> routes = new HashMap<>();
        for (Route route : all) {
            routes.put(route.instance(), route);
        }
        return routes;
    }
}

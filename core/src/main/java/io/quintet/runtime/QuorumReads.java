package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.spi.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Client chain, last link over a call transport for operations with a quorum: asks as many instances at once as must agree, and further ones
 * where some fail, disagree, or take long. Those that are not needed any more are interrupted.
 */
final class QuorumReads implements Invoker {
    private final RouteTable table;
    private final int needed;
    private final Duration patience;
    private final RandomGenerator random;

    /** {@code patience} is how long to wait for an answer before one more instance is asked; null for as long as it takes. */
    QuorumReads(RouteTable table, int needed, @Nullable Duration patience, RandomGenerator random) {
        this.table = table;
        this.needed = needed;
        this.patience = patience == null ? Duration.ofNanos(Long.MAX_VALUE) : patience;
        this.random = random;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        List<Route> routes = order(table.routes().all());
        if (routes.size() < needed) {
            throw table.tooFew(routes.size(), needed);
        }
        try (Election election = new Election(call, needed)) {
            boolean late = false;
            for (int asked = 0; ; ) {
                for (; asked < routes.size() && (late || election.open()); late = false) {
                    election.ask(routes.get(asked++));
                }
                if (election.over()) {
                    return election.result();
                }
                late = !election.counts(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.interrupted(
                    call.operation().model().qualifiedName() + ": interrupted while waiting for the responses", e);
        }
    }

    /** Each once: those that are likely to answer first; among those, another one each time. */
    private List<Route> order(Route[] all) {
        List<Route> order = new ArrayList<>(all.length);
        List<Route> avoided = new ArrayList<>();
        int start = all.length == 0 ? 0 : random.nextInt(all.length);
        for (int i = 0; i < all.length; i++) {
            Route route = all[(start + i) % all.length];
            (route.available() ? order : avoided).add(route);
        }
        order.addAll(avoided);
        return order;
    }
}

package io.quintet.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells each follower of a registry what holds now: when it joins, and again with every change. For whoever writes a {@link Registry},
 * which is left with finding out and says here what it has found.
 *
 * <p>Before the first answer nobody is told anything, and who joins during an outage hears that there is one. Safe for use by many
 * threads: all are told of one thing after the other, in the order in which it was said. One that throws keeps none of the others from being
 * told; what it threw reaches who said it.
 */
public final class Followers implements AutoCloseable {
    private final IdentityHashMap<Follower, Sought> all = new IdentityHashMap<>();
    private @Nullable Function<Sought, List<Instance>> answer;
    private @Nullable String lost;
    private boolean closed;

    /** Nobody yet. */
    public Followers() {}

    /** Adds one, and tells it what holds now. */
    public synchronized void add(Sought sought, Follower follower) {
        if (closed) {
            return;
        }
        all.put(follower, sought);
        if (lost != null) {
            follower.lost(lost);
        } else if (answer != null) {
            follower.seen(answer.apply(sought));
        }
    }

    /** From now on these run and no others: each follower is told of those that it seeks. */
    public void seen(Collection<Instance> running) {
        Map<Sought, List<Instance>> bySought = running.stream()
                .collect(Collectors.groupingBy(
                        instance -> new Sought(
                                instance.contract(), instance.endpoint().transport()),
                        Collectors.toUnmodifiableList()));
        seen(sought -> bySought.getOrDefault(sought, List.of()));
    }

    /**
     * From now on those run whom {@code running} names, for platforms that know addresses and not who seeks them. It is kept
     * for those who join later, and must give them the same: what changes is said anew.
     */
    public synchronized void seen(Function<Sought, List<Instance>> running) {
        answer = running;
        lost = null;
        each((follower, sought) -> follower.seen(running.apply(sought)));
    }

    /**
     * From now on the registry cannot tell, until {@code seen} is called again. Repeating it does no harm.
     *
     * @param why for people
     */
    public synchronized void lost(String why) {
        lost = why;
        each((follower, sought) -> follower.lost(why));
    }

    private void each(BiConsumer<Follower, Sought> telling) {
        List<Throwable> failures = new ArrayList<>();
        all.forEach((follower, sought) -> {
            try {
                telling.accept(follower, sought);
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            Throwable first = failures.getFirst();
            failures.stream().filter(other -> !other.equals(first)).forEach(first::addSuppressed);
            if (first instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) first;
        }
    }

    /** Forgets all followers; nobody is told anything from then on. */
    @Override
    public synchronized void close() {
        closed = true;
        all.clear();
    }
}

package io.quintet.log;

import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Receipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters in queues that cannot be looked through: whoever looks takes all there are, and puts back what it does not drop. That is
 * bearable because there are few. Their ids are the milliseconds since 1970 at which they were given up, the nanoseconds from there on, and what
 * is their own, with hyphens in between.
 */
public abstract class VisitedLetters implements DeadLetters {
    /** Those given up first come first. */
    protected static final Comparator<DeadLetter> OLDEST =
            Comparator.comparing(DeadLetter::at).thenComparing(DeadLetter::id);

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Replays replays = new Replays(this, this::append);

    /** For those that know the queues. */
    protected VisitedLetters() {}

    /** The id of a letter that was given up at its last attempt. The time of an attempt is stored in milliseconds, which several may share. */
    public static String id(Attempt last) {
        Instant at = last.at();
        long nanos = ChronoUnit.NANOS.between(at.truncatedTo(ChronoUnit.MILLIS), at);
        return String.format("%d-%06d-%s", at.toEpochMilli(), nanos, UUID.randomUUID());
    }

    /** Visits all of a group, or at least those; all there are where it is null; oldest first; those of which the visitor says so are dropped. */
    protected abstract void visit(@Nullable String group, Predicate<DeadLetter> dropped);

    /** As {@link Replays.Channels#append}. */
    protected abstract CompletableFuture<List<Receipt>> append(String channel, List<Message> batch);

    private List<DeadLetter> all(Filter filter) {
        return those(filter.group(), letter -> filter.matches(letter.channel(), letter.group()));
    }

    private List<DeadLetter> those(@Nullable String group, Predicate<DeadLetter> which) {
        List<DeadLetter> those = new ArrayList<>();
        visit(group, letter -> {
            if (which.test(letter)) {
                those.add(letter);
            }
            return false;
        });
        return those;
    }

    @Override
    public final List<DeadLetter> list(Filter filter, Page page) {
        List<DeadLetter> all = all(filter);
        List<DeadLetter> inOrder = page.order() == Order.OLDEST_FIRST ? all : all.reversed();
        int from = 0;
        String after = page.after();
        if (after != null) {
            for (DeadLetter letter : inOrder) {
                if (page.order() == Order.OLDEST_FIRST ? later(letter, after) : later(after, letter)) {
                    break;
                }
                from++;
            }
        }
        List<DeadLetter> part = new ArrayList<>();
        long bytes = 0;
        for (DeadLetter letter : inOrder.subList(from, inOrder.size())) {
            bytes += letter.message().payload().length;
            if (part.size() == page.most() || (bytes > MOST_BYTES && !part.isEmpty())) {
                break;
            }
            part.add(letter);
        }
        return part;
    }

    /** An id says where it stands in the order, also when what had it is gone. */
    private static boolean later(DeadLetter letter, String id) {
        return order(letter.id(), id) > 0;
    }

    private static boolean later(String id, DeadLetter letter) {
        return order(id, letter.id()) > 0;
    }

    private static int order(String one, String other) {
        int byTime = Long.compare(millis(one), millis(other));
        return byTime != 0 ? byTime : one.compareTo(other);
    }

    private static long millis(String id) {
        try {
            return Long.parseLong(id.substring(0, Math.max(0, id.indexOf('-'))));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public final List<Count> counts(Filter filter) {
        return LetterCounts.of(all(filter).stream(), DeadLetter::channel, DeadLetter::group);
    }

    @Override
    public final Optional<DeadLetter> find(String id) {
        return those(null, letter -> letter.id().equals(id)).stream().findFirst();
    }

    @Override
    public final Set<String> replay(Collection<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        List<DeadLetter> found = those(null, letter -> wanted.contains(letter.id()));
        replays.replayAll(found);
        return found.stream().map(DeadLetter::id).collect(Collectors.toSet());
    }

    @Override
    public final int replay(Filter filter) {
        List<DeadLetter> all = all(filter);
        replays.replayAll(all);
        return all.size();
    }

    private Set<String> dropThose(@Nullable String group, Predicate<DeadLetter> which) {
        Set<String> dropped = new HashSet<>();
        visit(group, letter -> which.test(letter) && dropped.add(letter.id()));
        return dropped;
    }

    @Override
    public final Set<String> drop(Collection<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        return dropThose(null, letter -> wanted.contains(letter.id()));
    }

    @Override
    public final int drop(Filter filter) {
        return dropThose(filter.group(), letter -> filter.matches(letter.channel(), letter.group()))
                .size();
    }
}

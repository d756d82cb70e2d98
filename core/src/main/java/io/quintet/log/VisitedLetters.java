package io.quintet.log;

import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Receipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
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
        List<DeadLetter> all = new ArrayList<>();
        visit(filter.group(), letter -> {
            if (filter.matches(letter.channel(), letter.group())) {
                all.add(letter);
            }
            return false;
        });
        return all;
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
        return all(Filter.ALL).stream().filter(letter -> letter.id().equals(id)).findFirst();
    }

    @Override
    public final boolean replay(String id) {
        return replays.replay(id);
    }

    @Override
    public final int replay(Filter filter) {
        return replays.replay(filter);
    }

    private int dropAll(@Nullable String group, Predicate<DeadLetter> which) {
        int[] count = {0};
        visit(group, letter -> {
            boolean drop = which.test(letter);
            count[0] += drop ? 1 : 0;
            return drop;
        });
        return count[0];
    }

    @Override
    public final boolean drop(String id) {
        return dropAll(null, letter -> letter.id().equals(id)) > 0;
    }

    @Override
    public final int drop(Filter filter) {
        return dropAll(filter.group(), letter -> filter.matches(letter.channel(), letter.group()));
    }
}

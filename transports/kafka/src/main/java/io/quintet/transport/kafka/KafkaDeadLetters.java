package io.quintet.transport.kafka;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.log.LetterCounts;
import io.quintet.log.Replays;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Receipt;
import io.quintet.transport.kafka.DeadLetterLog.Entry;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** The dead letters of all groups on one Kafka, below one prefix. */
final class KafkaDeadLetters implements DeadLetters {
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final DeadLetterLog log;
    private final DeadLetterWriter writer;
    private final Topics topics;
    private final Sender sender;
    private final Replays replays = new Replays(this, this::append);

    KafkaDeadLetters(DeadLetterLog log, DeadLetterWriter writer, Topics topics, Sender sender) {
        this.log = log;
        this.writer = writer;
        this.topics = topics;
        this.sender = sender;
    }

    private CompletableFuture<List<Receipt>> append(String name, List<Message> batch) {
        Channel channel = topics.channel(name).orElseThrow(() -> Replays.removed(name));
        int whole = (int) batch.stream()
                .takeWhile(message -> DeadLetterWriter.leftAt(message) == null)
                .count();
        CompletableFuture<List<Receipt>> receipts = sender.send(channel, batch.subList(0, whole));
        if (whole == batch.size()) {
            return receipts;
        }
        Receipt incomplete = new Receipt.Failed(QuintetException.refused(
                Code.FAILED_PRECONDITION,
                "dead letter without its payload, which was left at " + DeadLetterWriter.leftAt(batch.get(whole))
                        + " (expected: a whole one; this one can only be dropped)"));
        return receipts.thenApply(some -> Stream.concat(
                        some.stream(), Collections.nCopies(batch.size() - whole, incomplete).stream())
                .toList());
    }

    private Stream<Entry> entries(Filter filter) {
        return log.entries(filter.group()).stream().filter(entry -> filter.matches(entry.channel(), entry.group()));
    }

    @Override
    public List<DeadLetter> list(Filter filter, Page page) {
        Comparator<Entry> order = page.order() == Order.OLDEST_FIRST ? Entry.ORDER : Entry.ORDER.reversed();
        Entry after = page.after() == null ? null : Entry.ofId(page.after());
        return answered(() -> {
            List<Entry> rest = entries(filter)
                    .filter(entry -> after == null || order.compare(entry, after) > 0)
                    .sorted(order)
                    .toList();
            return log.read(rest.subList(0, end(rest, 0, page.most())));
        });
    }

    /** Where the part ends that begins there. */
    private static int end(List<Entry> entries, int from, int most) {
        int end = from;
        long bytes = 0;
        while (end < entries.size() && end - from < most) {
            bytes += entries.get(end).bytes();
            if (bytes > MOST_BYTES && end > from) {
                break;
            }
            end++;
        }
        return end;
    }

    @Override
    public List<Count> counts(Filter filter) {
        return answered(() -> LetterCounts.of(entries(filter), Entry::channel, Entry::group));
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return answered(() -> log.read(log.entries(List.of(id))).stream().findFirst());
    }

    @Override
    public Set<String> replay(Collection<String> ids) {
        List<Entry> found =
                answered(() -> log.entries(ids).stream().sorted(Entry.ORDER).toList());
        replay(found);
        return found.stream().map(Entry::id).collect(Collectors.toSet());
    }

    @Override
    public int replay(Filter filter) {
        return replay(answered(() -> entries(filter).sorted(Entry.ORDER).toList()));
    }

    private int replay(List<Entry> all) {
        int replayed = 0;
        int to;
        for (int from = 0; from < all.size(); from = to) {
            to = end(all, from, Replays.PAGE);
            List<Entry> part = all.subList(from, to);
            List<DeadLetter> letters = answered(() -> log.read(part));
            replays.replayAll(letters);
            replayed += letters.size();
        }
        return replayed;
    }

    @Override
    public Set<String> drop(Collection<String> ids) {
        return answered(() -> {
            List<Entry> found = log.entries(ids);
            drop(found);
            return found.stream().map(Entry::id).collect(Collectors.toSet());
        });
    }

    @Override
    public int drop(Filter filter) {
        return answered(() -> {
            List<Entry> all = entries(filter).toList();
            drop(all);
            return all.size();
        });
    }

    private void drop(List<Entry> entries) {
        entries.stream()
                .collect(Collectors.groupingBy(Entry::group, Collectors.mapping(Entry::key, Collectors.toList())))
                .forEach(writer::remove);
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException e) {
            throw KafkaErrors.of(e, "dead letters", false);
        }
    }
}

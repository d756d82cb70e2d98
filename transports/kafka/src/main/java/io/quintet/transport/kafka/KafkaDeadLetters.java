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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
            List<Entry> part = new ArrayList<>();
            long bytes = 0;
            for (Entry entry : entries(filter).sorted(order).toList()) {
                if (after != null && order.compare(entry, after) <= 0) {
                    continue;
                }
                bytes += entry.bytes();
                if (part.size() == page.most() || (bytes > MOST_BYTES && !part.isEmpty())) {
                    break;
                }
                part.add(entry);
            }
            return log.read(part);
        });
    }

    @Override
    public List<Count> counts(Filter filter) {
        return answered(() -> LetterCounts.of(entries(filter), Entry::channel, Entry::group));
    }

    private Optional<Entry> entry(String id) {
        Entry sought = Entry.ofId(id);
        return sought == null
                ? Optional.empty()
                : log.entries(sought.group()).stream()
                        .filter(entry -> entry.id().equals(id))
                        .findFirst();
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return answered(() ->
                entry(id).flatMap(entry -> log.read(List.of(entry)).stream().findFirst()));
    }

    @Override
    public boolean replay(String id) {
        return replays.replay(id);
    }

    @Override
    public int replay(Filter filter) {
        return replays.replay(filter);
    }

    @Override
    public boolean drop(String id) {
        return answered(() -> {
            Optional<Entry> found = entry(id);
            found.ifPresent(entry -> writer.remove(entry.group(), List.of(entry.key())));
            return found.isPresent();
        });
    }

    @Override
    public int drop(Filter filter) {
        return answered(() -> {
            List<Entry> all = entries(filter).toList();
            all.stream()
                    .collect(Collectors.groupingBy(Entry::group, Collectors.mapping(Entry::key, Collectors.toList())))
                    .forEach(writer::remove);
            return all.size();
        });
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException e) {
            throw KafkaErrors.of(e, "dead letters", false);
        }
    }
}

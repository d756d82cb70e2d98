package io.quintet.transport.sqs;

import io.quintet.log.Replays;
import io.quintet.log.VisitedLetters;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The dead letters of all groups below one prefix. SQS's queues cannot be looked through: whoever looks takes all there are, and puts back
 * what it does not drop; others who look meanwhile try again. That is bearable because there are few.
 */
final class SqsDeadLetters extends VisitedLetters {
    private static final Logger LOG = LoggerFactory.getLogger(SqsDeadLetters.class);

    private static final Duration TAKEN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long LOOK_AGAIN_NANOS = 50_000_000;

    private final Api api;
    private final Topology topology;
    private final Names names;
    private final Sender sender;

    SqsDeadLetters(Api api, Topology topology, Names names, Sender sender) {
        this.api = api;
        this.topology = topology;
        this.names = names;
        this.sender = sender;
    }

    /** One that was taken; without a letter where it is none of ours. */
    private record Taken(
            String queue, String receipt, @Nullable DeadLetter letter) {}

    /** Straight to the queue of the group that they are for. */
    @Override
    protected CompletableFuture<List<Receipt>> append(String channel, List<Message> batch) {
        List<CompletableFuture<List<Receipt>>> sent = new ArrayList<>();
        for (Message message : batch) {
            String queue = topology.find(channel, String.valueOf(message.replayFor()));
            if (queue == null) {
                throw Replays.removed(channel);
            }
            sent.add(sender.send(channel, List.of(queue), List.of(message)));
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .thenApply(unused -> sent.stream()
                        .flatMap(receipts -> receipts.join().stream())
                        .toList());
    }

    @Override
    protected synchronized void visit(@Nullable String group, Predicate<DeadLetter> dropped) {
        List<Taken> taken = new ArrayList<>();
        Set<Taken> gone = new HashSet<>();
        try {
            for (String queue : group == null ? api.list(names.allDead()) : List.of(names.dead(group))) {
                if (api.exists(queue)) {
                    taken.addAll(take(queue));
                }
            }
            taken.stream()
                    .filter(each -> each.letter() != null)
                    .sorted(Comparator.comparing(Taken::letter, Comparator.nullsFirst(OLDEST)))
                    .forEach(each -> {
                        if (each.letter() != null && dropped.test(each.letter())) {
                            delete(each);
                            gone.add(each);
                        }
                    });
        } finally {
            taken.removeAll(gone);
            putBack(taken);
        }
    }

    /** All that a queue has; what others look at comes back in a moment. */
    private List<Taken> take(String queue) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<Taken> taken = new ArrayList<>();
            for (var some = api.receive(queue, Api.MOST_ENTRIES, TAKEN, Duration.ZERO);
                    !some.isEmpty();
                    some = api.receive(queue, Api.MOST_ENTRIES, TAKEN, Duration.ZERO)) {
                some.forEach(each ->
                        taken.add(new Taken(queue, each.receiptHandle(), letter(each.body(), each.messageId()))));
            }
            if (taken.size() >= there(queue) || System.nanoTime() - deadline > 0) {
                return taken;
            }
            putBack(taken);
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LOOK_AGAIN_NANOS, 4 * LOOK_AGAIN_NANOS));
        }
    }

    private long there(String queue) {
        return api
                .attributes(
                        queue,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static @Nullable DeadLetter letter(String body, String id) {
        try {
            return DeadLetterWriter.read(body, id);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}", e.getMessage());
            return null;
        }
    }

    private void delete(Taken taken) {
        for (var refused : api.delete(taken.queue(), List.of(taken.receipt()))) {
            throw api.refused(taken.queue(), refused);
        }
    }

    private void putBack(List<Taken> taken) {
        Map<String, List<Taken>> byQueue = taken.stream().collect(Collectors.groupingBy(Taken::queue));
        byQueue.forEach((queue, all) -> {
            for (int from = 0; from < all.size(); from += Api.MOST_ENTRIES) {
                List<String> receipts = all.subList(from, Math.min(all.size(), from + Api.MOST_ENTRIES)).stream()
                        .map(Taken::receipt)
                        .toList();
                api.visible(queue, receipts, Duration.ZERO, PATIENCE);
            }
        });
    }
}

package io.quintet.log;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Replays dead letters on a transport shaped like a log: appends the message to its channel with a header that names the group it is
 * meant for, which {@link ShardDispatch} passes over for every other group, and removes the dead letter when that is accepted.
 */
public final class Replays {
    /** How many are under way at a time. */
    public static final int PAGE = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DeadLetters letters;
    private final Channels channels;

    /** Appends messages to a channel that is there. */
    @FunctionalInterface
    public interface Channels {
        /**
         * As {@link io.quintet.spi.MessageTransport#send}.
         *
         * @throws QuintetException FAILED_PRECONDITION where there is no channel of that name
         */
        CompletableFuture<List<Receipt>> append(String channel, List<Message> batch);
    }

    /** Of the given dead letters over the given channels. */
    public Replays(DeadLetters letters, Channels channels) {
        this.letters = letters;
        this.channels = channels;
    }

    /** The complaint of {@link Channels} about a channel that was removed. */
    public static QuintetException removed(String channel) {
        return QuintetException.refused(
                Code.FAILED_PRECONDITION,
                "channel " + channel + ": removed (expected: one that is there; a dead letter of a removed channel can"
                        + " only be dropped)");
    }

    /** The message as it was sent, after a replay has failed. */
    public static Message original(Message message) {
        return message.replayFor() == null
                ? message
                : new Message(message.headers().without(HeaderNames.REPLAY_FOR), message.payload());
    }

    /** As {@link DeadLetters#replay(Collection)}, where one is found without looking at all. */
    public Set<String> replay(Collection<String> ids) {
        Set<String> replayed = new LinkedHashSet<>();
        for (String id : ids) {
            letters.find(id).ifPresent(letter -> {
                replayAll(List.of(letter));
                replayed.add(id);
            });
        }
        return replayed;
    }

    /** As {@link DeadLetters#replay(DeadLetters.Filter)}, where a page is found without looking at those before it. */
    public int replay(DeadLetters.Filter filter) {
        // what fails again meanwhile is a dead letter again, and not to be replayed without end
        long left = letters.counts(filter).stream()
                .mapToLong(DeadLetters.Count::count)
                .sum();
        int replayed = 0;
        DeadLetters.Page page = DeadLetters.Page.first(DeadLetters.Order.OLDEST_FIRST, PAGE);
        while (left > 0) {
            List<DeadLetter> found = letters.list(filter, page);
            if (found.isEmpty()) {
                break;
            }
            List<DeadLetter> batch = found.subList(0, (int) Math.min(left, found.size()));
            replayAll(batch);
            replayed += batch.size();
            left -= batch.size();
            page = page.after(batch.getLast());
        }
        return replayed;
    }

    /** Replays these in their order, up to the first that is not accepted, and then removes what was, in one go. */
    public void replayAll(List<DeadLetter> batch) {
        List<String> accepted = new ArrayList<>(batch.size());
        try {
            // one call of append for all that follow each other on one channel
            int from = 0;
            for (int i = 1; i <= batch.size(); i++) {
                if (i == batch.size()
                        || i - from == PAGE
                        || !batch.get(i).channel().equals(batch.get(from).channel())) {
                    append(batch.subList(from, i), accepted);
                    from = i;
                }
            }
        } finally {
            if (!accepted.isEmpty()) {
                letters.drop(accepted);
            }
        }
    }

    private void append(List<DeadLetter> batch, List<String> accepted) {
        List<Message> messages = new ArrayList<>(batch.size());
        for (DeadLetter letter : batch) {
            Message message = letter.message();
            messages.add(
                    new Message(message.headers().with(HeaderNames.REPLAY_FOR, letter.group()), message.payload()));
        }
        List<Receipt> receipts = await(channels.append(batch.getFirst().channel(), messages));
        QuintetException failure = null;
        for (int i = 0; i < batch.size(); i++) {
            if (receipts.get(i) instanceof Receipt.Failed failed) {
                failure = failed.error();
            } else {
                accepted.add(batch.get(i).id());
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static List<Receipt> await(CompletableFuture<List<Receipt>> receipts) {
        try {
            return receipts.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw QuintetException.deadlineExceeded("replay: not accepted within " + PATIENCE);
        } catch (ExecutionException e) {
            throw QuintetException.concluded(
                            Code.INTERNAL, FailureMode.ARBITRARY, "replay: not accepted: " + e.getCause())
                    .causedBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw QuintetException.concluded(Code.CANCELLED, FailureMode.OMISSION, "replay: interrupted")
                    .causedBy(e);
        }
    }
}

package io.quintet.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.DeadLetter;
import io.quintet.spi.DeadLetters.Filter;
import io.quintet.spi.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whoever pages through letters meets each once, those given up first come first, and however many are meant, few visits do. */
class VisitedLettersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123Z");

    /** Letters of two channels in turns; counts how often somebody has looked at them. */
    private static final class Counted extends VisitedLetters {
        private final List<DeadLetter> letters = new ArrayList<>();
        private final List<String> appended = new ArrayList<>();
        private int mostAtOnce;
        private int visits;
        private String refused = "";

        Counted(int count) {
            for (int i = 0; i < count; i++) {
                Attempt last = new Attempt(1, START.plusNanos(1000L * i), "kitchen-1", "no");
                Message message = new Message(Headers.of(HeaderNames.ID, "m" + i), new byte[0]);
                letters.add(new DeadLetter(id(last), "c" + i % 2, "g", message, List.of(last), "no", last.at()));
            }
        }

        @Override
        protected void visit(@Nullable String group, Predicate<DeadLetter> dropped) {
            visits++;
            letters.removeIf(dropped);
        }

        @Override
        protected CompletableFuture<List<Receipt>> append(String channel, List<Message> batch) {
            mostAtOnce = Math.max(mostAtOnce, batch.size());
            List<Receipt> receipts = new ArrayList<>();
            for (Message message : batch) {
                if (message.id().equals(refused)) {
                    receipts.add(new Receipt.Failed(Replays.removed(channel)));
                } else {
                    appended.add(message.id());
                    receipts.add(Receipt.Accepted.INSTANCE);
                }
            }
            return CompletableFuture.completedFuture(receipts);
        }

        List<String> ids() {
            return letters.stream().map(DeadLetter::id).toList();
        }
    }

    private static List<String> messages(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    @Test
    void what_was_given_up_within_a_millisecond_stays_in_its_order() {
        List<String> ids = IntStream.range(0, 1000)
                .mapToObj(i -> VisitedLetters.id(new Attempt(1, START.plusNanos(1000L * i), "kitchen-1", "no")))
                .toList();
        assertThat(ids).isSorted().allMatch(id -> id.startsWith(START.toEpochMilli() + "-"));
    }

    @Test
    void to_replay_all_takes_as_many_visits_for_a_thousand_as_for_one() {
        Counted letters = new Counted(1000);
        assertThat(letters.replay(Filter.ALL)).isEqualTo(1000);
        assertThat(letters.appended).isEqualTo(messages(0, 1000));
        assertThat(letters.letters).isEmpty();
        assertThat(letters.visits).as("visits").isEqualTo(2);
    }

    @Test
    void to_replay_or_drop_by_ids_takes_as_many_visits_for_a_thousand_as_for_one() {
        Counted letters = new Counted(1000);
        List<String> ids = letters.ids();
        assertThat(letters.replay(ids.subList(0, 500))).containsExactlyInAnyOrderElementsOf(ids.subList(0, 500));
        assertThat(letters.appended).isEqualTo(messages(0, 500));
        assertThat(letters.drop(ids)).containsExactlyInAnyOrderElementsOf(ids.subList(500, 1000));
        assertThat(letters.letters).isEmpty();
        assertThat(letters.visits).as("visits").isEqualTo(3);
    }

    @Test
    void what_was_accepted_goes_and_what_was_refused_stays_with_those_after_it() {
        Counted letters = new Counted(10);
        letters.refused = "m4";
        assertThatThrownBy(() -> letters.replay(Filter.ALL)).isInstanceOf(QuintetException.class);
        assertThat(letters.appended).isEqualTo(messages(0, 4));
        assertThat(letters.letters).extracting(letter -> letter.message().id()).isEqualTo(messages(4, 10));
    }

    @Test
    void not_all_are_under_way_at_once() {
        Counted letters = new Counted(1000);
        letters.replay(new Filter("c0", null));
        assertThat(letters.appended).hasSize(500);
        assertThat(letters.mostAtOnce).isEqualTo(100);
    }
}

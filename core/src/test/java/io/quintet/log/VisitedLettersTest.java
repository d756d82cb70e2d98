package io.quintet.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whoever pages through letters meets each once, and those given up first come first. */
class VisitedLettersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123Z");

    @Test
    void what_was_given_up_within_a_millisecond_stays_in_its_order() {
        List<String> ids = IntStream.range(0, 1000)
                .mapToObj(i -> VisitedLetters.id(new Attempt(1, START.plusNanos(1000L * i), "kitchen-1", "no")))
                .toList();
        assertThat(ids).isSorted().allMatch(id -> id.startsWith(START.toEpochMilli() + "-"));
    }
}

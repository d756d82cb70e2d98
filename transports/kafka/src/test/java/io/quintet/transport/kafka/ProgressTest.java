package io.quintet.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quintet.log.Attempts;
import io.quintet.spi.Attempt;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** What is committed beside the offset. */
class ProgressTest {
    private static final Uuid TOPIC = Uuid.randomUuid();

    private static Attempts failed(int times, String error) {
        Attempts attempts = Attempts.NONE;
        for (int i = 1; i <= times; i++) {
            attempts = attempts.plus(new Attempt(i, Instant.ofEpochMilli(i), "kitchen-1", error));
        }
        return attempts;
    }

    private static Progress decoded(String text) {
        return Objects.requireNonNull(Progress.decode(text));
    }

    @Test
    void comes_back_as_it_was() {
        Progress progress =
                new Progress(TOPIC, 7, 42, true, Map.of(3L, failed(2, "not yet: 2 > 1"), 17L, failed(1, ">17 never")));
        Progress read = decoded(progress.encode(Progress.MOST_CHARACTERS));
        assertThat(read.topic()).isEqualTo(TOPIC);
        assertThat(read.token()).isEqualTo(7);
        assertThat(read.handedOut()).isEqualTo(42);
        assertThat(read.failed()).containsOnlyKeys(3L, 17L);
        assertThat(read.failed().get(3L).list())
                .isEqualTo(failed(2, "not yet: 2 > 1").list());
        assertThat(read.failed().get(17L).list())
                .isEqualTo(failed(1, ">17 never").list());
    }

    @Test
    void never_takes_more_than_kafka_does_and_gives_up_the_latest_attempts_last() {
        Map<Long, Attempts> failed = new HashMap<>();
        for (long offset = 0; offset < 100; offset++) {
            failed.put(offset, failed(20, "x".repeat(400)));
        }
        String text = new Progress(TOPIC, 7, 100, false, failed).encode(Progress.MOST_CHARACTERS);
        assertThat(text).hasSizeLessThanOrEqualTo(Progress.MOST_CHARACTERS);
        Progress read = decoded(text);
        assertThat(read.handedOut()).isEqualTo(100);
        assertThat(read.failed()).isNotEmpty().hasSizeLessThan(100);
        assertThat(read.failed().get(0L).last())
                .as("the number of the last attempt")
                .isEqualTo(20);
    }

    @Test
    void what_others_commit_is_no_progress_and_no_failure() {
        for (String text : new String[] {"", "made by hand", "q1", "q1 x y z\n", "q1 " + TOPIC + " 1 2\n>3\nbroken"}) {
            assertThatCode(() -> assertThat(Progress.decode(text)).as(text).isNull())
                    .doesNotThrowAnyException();
        }
    }
}

package io.quintet.transport.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.log.Attempts;
import io.quintet.spi.Attempt;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an owner leaves to the next. */
class StateTest {
    private static final Attempts ONE =
            Attempts.NONE.plus(new Attempt(3, Instant.ofEpochMilli(17), "instance", "java.lang.Error: no > way"));

    @Test
    void what_was_written_is_read() {
        State state = new State(
                4711,
                true,
                Map.of("a\n>b", ONE, "Schlüssel 鍵", ONE.plus(ONE.list().getFirst())));
        State read = State.decode(state.encode());
        assertThat(read.token()).isEqualTo(4711);
        assertThat(read.failed().keySet()).containsExactlyInAnyOrder("a\n>b", "Schlüssel 鍵");
        assertThat(read.failed().getOrDefault("a\n>b", Attempts.NONE).list()).isEqualTo(ONE.list());
    }

    @Test
    void what_somebody_else_wrote_says_nothing() {
        for (String text : new String[] {"", "q1", "q2 17", "q1 many", "q1 17\n>", "q1 17\n>***\nx"}) {
            assertThat(State.decode(text.getBytes(UTF_8))).as(text).isEqualTo(State.NONE);
        }
    }

    @Test
    void what_is_too_much_is_left_out() {
        Attempts many = Attempts.NONE;
        for (int i = 0; i < Attempts.MOST; i++) {
            many = many.plus(new Attempt(i, Instant.EPOCH, "instance", "x".repeat(500)));
        }
        java.util.HashMap<String, Attempts> failed = new java.util.HashMap<>();
        for (int i = 0; i < 200; i++) {
            failed.put("m" + i, many);
        }
        byte[] written = new State(1, false, failed).encode();
        assertThat(written).hasSizeLessThanOrEqualTo(512 * 1024);
        assertThat(State.decode(written).failed()).hasSizeBetween(20, 199);
    }
}

package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PendingTest {
    private final Pending pending = new Pending();
    private final List<Sent> five = IntStream.range(0, 5)
            .mapToObj(i -> new Sent(Town.message("m" + i, null), new byte[0], 1, told -> {}))
            .toList();

    @Test
    void has_what_is_due_next_first_whichever_are_told() {
        five.forEach(sent -> sent.waitsAmong(pending));
        assertThat(pending.all()).containsExactlyElementsOf(five);

        five.get(2).fail(Code.UNAVAILABLE, "nobody");
        assertThat(pending.all()).containsExactly(five.get(0), five.get(1), five.get(3), five.get(4));

        five.get(0).fail(Code.UNAVAILABLE, "nobody");
        five.get(4).fail(Code.UNAVAILABLE, "nobody");
        assertThat(pending.all()).containsExactly(five.get(1), five.get(3));
        assertThat(pending.first()).isSameAs(five.get(1));
    }

    @Test
    void is_empty_when_all_are_told_and_takes_others_then() {
        five.subList(0, 2).forEach(sent -> sent.waitsAmong(pending));
        five.subList(0, 2).forEach(sent -> sent.fail(Code.UNAVAILABLE, "nobody"));
        assertThat(pending.isEmpty()).isTrue();

        five.get(3).waitsAmong(pending);
        assertThat(pending.all()).containsExactly(five.get(3));
    }

    @Test
    void has_what_came_back_last_for_its_time_begins_anew() {
        five.forEach(sent -> sent.waitsAmong(pending));
        five.get(1).waitsAgain();
        assertThat(pending.all()).containsExactly(five.get(0), five.get(2), five.get(3), five.get(4), five.get(1));

        five.get(0).fail(Code.UNAVAILABLE, "nobody");
        five.get(0).waitsAgain();
        assertThat(pending.all()).as("who was told does not wait").doesNotContain(five.get(0));
    }
}

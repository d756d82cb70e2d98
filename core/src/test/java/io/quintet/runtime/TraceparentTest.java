package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class TraceparentTest {
    @RepeatedTest(20)
    void begins_a_trace_in_the_form_of_the_standard() {
        assertThat(Traceparent.next(null))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .doesNotContain("0".repeat(16));
    }

    @Test
    void continues_the_trace_of_the_handler() {
        String given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(Traceparent.next(new CallContext(Deadline.in(Duration.ofSeconds(1)), given)))
                .isEqualTo(given);
    }

    @Test
    void begins_another_where_the_handler_has_none() {
        CallContext context = new CallContext(Deadline.in(Duration.ofSeconds(1)), null);

        assertThat(Traceparent.next(context)).isNotEqualTo(Traceparent.next(context));
    }
}

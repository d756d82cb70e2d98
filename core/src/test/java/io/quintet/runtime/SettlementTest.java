package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.resilience.Backoff;
import io.quintet.spi.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettlementTest {
    private final List<String> told = new ArrayList<>();

    private record Recorded(int attempt, List<String> told) implements Delivery {
        @Override
        public Message message() {
            return new Message(Headers.of(HeaderNames.ID, "1"), new byte[0]);
        }

        @Override
        public void ack() {
            told.add("ack");
        }

        @Override
        public void retry(Duration after, Throwable cause) {
            told.add("retry " + after.toMillis());
        }

        @Override
        public void reject(Throwable cause) {
            told.add("reject");
        }
    }

    @Test
    void acknowledges_what_was_handled() {
        settle(1, null);
        assertThat(told).containsExactly("ack");
    }

    @Test
    void retries_what_failed_with_backoff() {
        settle(1, new IllegalStateException("bug"));
        settle(2, new AssertionError("an error too"));
        assertThat(told).containsExactly("retry 10", "retry 20");
    }

    @Test
    void settles_what_failed_with_an_exception_that_cannot_be_told() {
        settle(1, new Untellable());
        settle(3, new Untellable());
        assertThat(told).containsExactly("retry 10", "given up", "reject");
    }

    private static final class Untellable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void gives_up_after_the_last_attempt_and_tells_the_requester_first() {
        settle(3, new IllegalStateException("bug"));
        assertThat(told).containsExactly("given up", "reject");
    }

    @Test
    void gives_up_unhandled_what_was_handed_out_so_often_and_never_settled() {
        settle(20, null);
        settle(21, null);
        assertThat(told).containsExactly("ack", "given up", "reject");
    }

    @Test
    void rejects_at_once_what_cannot_succeed() {
        settle(1, QuintetException.invalid("bad", List.of()));
        assertThat(told).containsExactly("given up", "reject");
    }

    @Test
    void retries_what_a_peer_of_the_handler_refused_or_could_not_do() {
        settle(1, QuintetException.reported(Code.INVALID_ARGUMENT, "bad", List.of(), false));
        settle(1, QuintetException.concluded(Code.UNAVAILABLE, FailureMode.CRASH, "gone"));
        assertThat(told).containsExactly("retry 10", "retry 10");
    }

    private void settle(int attempt, Throwable failure) {
        new Settlement(
                        delivery -> {
                            switch (failure) {
                                case null -> {}
                                case Exception e -> throw e;
                                case Error e -> throw e;
                                default -> throw new AssertionError(failure);
                            }
                            return true;
                        },
                        3,
                        new Backoff(Duration.ofMillis(10), Duration.ofSeconds(1), Fixtures.MOST),
                        message -> told.add("given up"))
                .settle(new Recorded(attempt, told));
    }
}

package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.RequestResponse;
import io.quintet.contract.ContractModel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.resilience.Backoff;
import io.quintet.resilience.RetryBudget;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryingTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private final QuintetException nobody = QuintetException.unreachable("nobody", null);
    private final QuintetException lost =
            QuintetException.concluded(Code.UNAVAILABLE, FailureMode.OMISSION, "reset after sending");

    private final AtomicInteger calls = new AtomicInteger();
    private final List<Call> seen = new ArrayList<>();

    /** A contract whose calls carry keys. */
    @Contract("till")
    public interface Till {
        @RequestResponse(idempotencyKey = true)
        Shop.Answer buy(Shop.Ask request);
    }

    @Test
    void calls_again_when_nothing_was_sent() throws Exception {
        assertThat(failing(nobody, nobody).invoke(Fixtures.call("find", LONG))).isEqualTo("done");
        assertThat(calls).hasValue(3);
    }

    @Test
    void calls_again_after_an_unknown_outcome_only_where_the_operation_is_idempotent() throws Exception {
        assertThat(failing(lost).invoke(Fixtures.call("findAgain", LONG))).isEqualTo("done");
        calls.set(0);
        assertThatThrownBy(() -> failing(lost).invoke(Fixtures.call("find", LONG)))
                .isSameAs(lost);
        assertThat(calls).hasValue(1);
    }

    @Test
    void calls_again_after_an_unknown_outcome_what_the_receiver_recognises_and_with_the_same_headers()
            throws Exception {
        Call plain = Fixtures.call("find", LONG);
        Call message = new Call(plain.operation(), plain.request(), Headers.of(HeaderNames.ID, "m1"), plain.deadline());
        assertThat(failing(lost).invoke(message)).isEqualTo("done");
        assertThat(seen).hasSize(2).allSatisfy(call -> assertThat(call).isSameAs(message));

        Call keyed = new Call(
                BoundOperation.of(ContractModel.of(Till.class).operations().getFirst(), new SerializedCodec()),
                plain.request(),
                Headers.empty(),
                plain.deadline());
        assertThat(failing(lost).invoke(keyed)).isEqualTo("done");
    }

    @Test
    void does_not_repeat_what_the_peer_has_refused() {
        for (Code code : List.of(Code.INVALID_ARGUMENT, Code.NOT_FOUND, Code.INTERNAL, Code.DEADLINE_EXCEEDED)) {
            calls.set(0);
            QuintetException refusal = QuintetException.reported(code, "no", List.of(), false);

            assertThatThrownBy(() -> failing(refusal).invoke(Fixtures.call("findAgain", LONG)))
                    .isSameAs(refusal);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void does_not_repeat_a_contracts_own_exception() {
        Shop.SoldOut soldOut = new Shop.SoldOut(new Shop.SoldOut.Detail("1"));
        Retrying retrying = new Retrying(
                call -> {
                    calls.incrementAndGet();
                    throw soldOut;
                },
                8,
                Fixtures.SHORT,
                new RetryBudget(20));

        assertThatThrownBy(() -> retrying.invoke(Fixtures.call("findAgain", LONG)))
                .isSameAs(soldOut);
        assertThat(calls).hasValue(1);
    }

    @Test
    void gives_up_after_eight_attempts() {
        assertThatThrownBy(() -> failing(forever(nobody)).invoke(Fixtures.call("find", LONG)))
                .isSameAs(nobody);
        assertThat(calls).hasValue(8);
    }

    @Test
    void waits_as_long_as_the_peer_asked_for_and_then_calls_again() throws Exception {
        Duration asked = Duration.ofMillis(50);
        long start = System.nanoTime();

        assertThat(failing(nobody.after(asked)).invoke(Fixtures.call("find", LONG)))
                .isEqualTo("done");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(asked);
    }

    @Test
    void gives_up_at_once_where_the_peer_asked_for_more_than_the_deadline_leaves() {
        QuintetException later = nobody.after(Duration.ofMinutes(2));

        assertThatThrownBy(() -> failing(later).invoke(Fixtures.call("find", LONG)))
                .isSameAs(later);
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_limit_that_says_when_to_come_back_is_an_invitation_to_repeat_what_may_be_repeated() throws Exception {
        QuintetException limit = QuintetException.reported(Code.RESOURCE_EXHAUSTED, "quota", List.of(), false);
        QuintetException invitation = limit.after(Duration.ofMillis(1));

        assertThat(failing(invitation).invoke(Fixtures.call("findAgain", LONG))).isEqualTo("done");
        assertThatThrownBy(() -> failing(invitation).invoke(Fixtures.call("find", LONG)))
                .isSameAs(invitation);
        assertThatThrownBy(() -> failing(limit).invoke(Fixtures.call("findAgain", LONG)))
                .isSameAs(limit);
    }

    @Test
    void does_not_wait_past_the_deadline() {
        Backoff slow = new Backoff(Duration.ofMinutes(2), Duration.ofMinutes(2), Fixtures.MOST);

        assertThatThrownBy(() -> failing(slow, nobody).invoke(Fixtures.call("find", LONG)))
                .isSameAs(nobody);
        assertThat(calls).hasValue(1);
    }

    @Test
    void an_interrupted_thread_does_not_wait_and_stays_interrupted() {
        Backoff slow = new Backoff(Duration.ofSeconds(30), Duration.ofSeconds(30), Fixtures.MOST);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> failing(slow, nobody).invoke(Fixtures.call("find", LONG)))
                .isSameAs(nobody);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void stops_when_the_budget_is_spent_and_does_not_wait_first() {
        Retrying retrying = failing(forever(nobody));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> retrying.invoke(Fixtures.call("find", LONG)))
                    .isSameAs(nobody);
        }

        assertThat(calls.get()).isEqualTo(20 + 100); // all calls, and the whole budget
    }

    @Test
    void a_budget_is_spent_by_retries_and_earned_by_calls() {
        RetryBudget budget = new RetryBudget(20);
        assertThat(IntStream.range(0, 200).filter(i -> budget.withdraw()).count())
                .isEqualTo(100);
        IntStream.range(0, 11).forEach(i -> budget.called());

        assertThat(IntStream.range(0, 10).filter(i -> budget.withdraw()).count())
                .isEqualTo(2);
    }

    private static QuintetException[] forever(QuintetException failure) {
        return java.util.Collections.nCopies(1000, failure).toArray(QuintetException[]::new);
    }

    private Retrying failing(QuintetException... failures) {
        return failing(Fixtures.SHORT, failures);
    }

    private Retrying failing(Backoff backoff, QuintetException... failures) {
        ArrayDeque<QuintetException> left = new ArrayDeque<>(List.of(failures));
        return new Retrying(
                call -> {
                    calls.incrementAndGet();
                    seen.add(call);
                    if (!left.isEmpty()) {
                        throw left.poll();
                    }
                    return "done";
                },
                8,
                backoff,
                new RetryBudget(20));
    }
}

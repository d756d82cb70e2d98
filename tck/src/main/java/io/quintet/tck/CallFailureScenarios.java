package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.message.Headers;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Failure;
import io.quintet.spi.Guarantee;
import io.quintet.tck.contract.MisreadKitchen;
import io.quintet.tck.contract.TckKitchen.Dish;
import io.quintet.tck.contract.TckKitchen.Meal;
import io.quintet.tck.contract.TckKitchen.SoldOut;
import io.quintet.tck.contract.TckSecondKitchen;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Calls that fail: each failure is what it is on the other side, and comes in time. */
@Needs(value = Guarantee.CALLS, given = Circumstance.CODEC)
abstract class CallFailureScenarios {
    private static QuintetException failure(ThrowingCallable call) {
        AtomicReference<QuintetException> failure = new AtomicReference<>();
        assertThatExceptionOfType(QuintetException.class).isThrownBy(call).satisfies(failure::set);
        return failure.get();
    }

    @Test
    void the_contracts_own_exception_arrives_with_its_detail(Lab lab) {
        CallKit kit = CallKit.serving(lab, call -> {
            throw new CallFailure(new Failure(
                    Code.FAILED_PRECONDITION,
                    "soup is sold out",
                    "SoldOut",
                    new SoldOut.Detail("Süppchen", 7),
                    List.of(),
                    false));
        });
        assertThatExceptionOfType(SoldOut.class)
                .isThrownBy(() -> kit.call("cook", Dish.of("soup")))
                .satisfies(e -> assertThat(e.detail()).isEqualTo(new SoldOut.Detail("Süppchen", 7)));
    }

    @Test
    void it_does_so_whatever_the_length_and_the_script_of_its_message(Lab lab) {
        SoldOut.Detail detail = new SoldOut.Detail("x".repeat(6000), 7);
        CallKit kit = CallKit.serving(lab, call -> {
            throw new CallFailure(
                    new Failure(Code.FAILED_PRECONDITION, "\u6c64".repeat(4000), "SoldOut", detail, List.of(), false));
        });
        assertThatExceptionOfType(SoldOut.class)
                .isThrownBy(() -> kit.call("cook", Dish.of("soup")))
                .satisfies(e -> assertThat(e.detail()).isEqualTo(detail));
    }

    @Test
    void a_failure_whose_detail_cannot_be_written_arrives_without_it(Lab lab) {
        CallKit kit = CallKit.serving(lab, call -> {
            throw new CallFailure(new Failure(
                    Code.FAILED_PRECONDITION, "soup is sold out", "SoldOut", new Object(), List.of(), false));
        });
        QuintetException failure = failure(() -> kit.cook("soup"));
        assertThat(failure.code()).isEqualTo(Code.FAILED_PRECONDITION);
        assertThat(failure).hasMessageContaining("soup is sold out");
        assertThat(failure.fromPeer()).as("from the peer").isTrue();
    }

    @Test
    void every_code_arrives_as_the_peer_reported_it(Lab lab) {
        CallKit kit = CallKit.serving(lab, call -> {
            Code code = Code.valueOf(((Dish) call.request()).name());
            throw new CallFailure(new Failure(code, "reported " + code, null, null, List.of(), code.number() % 2 == 0));
        });
        SoftAssertions softly = new SoftAssertions();
        for (Code code : Code.values()) {
            QuintetException failure = failure(() -> kit.cook(code.name()));
            softly.assertThat(failure.code()).as("code").isEqualTo(code);
            softly.assertThat(failure).as("message of %s", code).hasMessageContaining("reported " + code);
            softly.assertThat(failure.fromPeer())
                    .as("%s is from the peer", code)
                    .isTrue();
            softly.assertThat(failure.retrySafe())
                    .as("%s is safe to retry", code)
                    .isEqualTo(code.number() % 2 == 0);
        }
        softly.assertAll();
    }

    @Test
    void the_message_of_a_failure_arrives_in_any_script(Lab lab) {
        String message = "kein Löffel \uD83E\uDD44, \"nirgends\"\nnot even here";
        CallKit kit = CallKit.serving(lab, call -> {
            throw new CallFailure(Failure.of(Code.NOT_FOUND, message));
        });
        assertThat(failure(() -> kit.cook("soup"))).hasMessageContaining(message);
    }

    @Test
    void a_request_that_the_peer_cannot_read_is_invalid_and_says_where(Lab lab) {
        AtomicBoolean handled = new AtomicBoolean();
        CallKit kit = CallKit.serving(lab, call -> {
            handled.set(true);
            return Meal.of((Dish) call.request());
        });
        Call call = new Call(
                CallKit.operation(MisreadKitchen.class, "cook"),
                new MisreadKitchen.WrongDish("soup", "many", List.of()),
                Headers.empty(),
                Deadline.in(lab.patience()));
        QuintetException failure = failure(() -> kit.client().call(kit.endpoint(), call));
        assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(failure.violations()).extracting(Violation::pointer).containsExactly("/portions");
        assertThat(failure.fromPeer()).as("from the peer").isTrue();
        assertThat(handled).isFalse();
    }

    @Test
    void what_the_handler_finds_wrong_with_a_request_arrives(Lab lab) {
        List<Violation> violations =
                List.of(new Violation("/portions", "0 (expected: > 0)"), new Violation("/toppings/0", "\"\" (empty)"));
        CallKit kit = CallKit.serving(lab, call -> {
            throw new CallFailure(new Failure(Code.INVALID_ARGUMENT, "no such dish", null, null, violations, false));
        });
        QuintetException failure = failure(() -> kit.cook("soup"));
        assertThat(failure.code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(failure.violations()).isEqualTo(violations);
    }

    @Test
    void a_caller_gives_up_at_its_deadline(Lab lab) {
        Answers answers = new Answers();
        CallKit kit = CallKit.serving(lab, answers);
        Duration deadline = Duration.ofMillis(300);
        long start = System.nanoTime();
        CompletableFuture<QuintetException> call =
                Lab.compute(() -> failure(() -> kit.cook("slow", Deadline.in(deadline))));
        QuintetException failure;
        try {
            failure = lab.await("the end of the call", call);
        } finally {
            answers.release();
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        assertThat(failure.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(failure.failureMode()).isEqualTo(FailureMode.TIMING);
        assertThat(waited).isBetween(deadline.minusMillis(20), deadline.plusSeconds(3));
        assertThat(kit.cook("next")).as("the next call").isEqualTo(Meal.of(Dish.of("next")));
    }

    @Test
    void a_call_whose_deadline_has_passed_fails_at_once(Lab lab) {
        CallKit kit = CallKit.serving(lab, new Answers());
        assertThat(failure(() -> kit.cook("soup", Deadline.inNanos(-1))).code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    }

    @Test
    void a_peer_that_is_down_is_unreachable_and_safe_to_retry(Lab lab) {
        CallKit kit = CallKit.serving(lab, new Answers());
        kit.cook("soup");
        kit.server().drain(lab.patience());
        kit.server().close();
        QuintetException failure = failure(() -> kit.cook("soup"));
        assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(failure.failureMode()).isEqualTo(FailureMode.CRASH);
        assertThat(failure.retrySafe()).isTrue();
        assertThat(failure.fromPeer()).isFalse();
    }

    @Test
    void an_operation_that_is_not_served_there_fails_long_before_its_deadline(Lab lab) {
        CallKit kit = CallKit.serving(lab, new Answers());
        Call call = new Call(
                CallKit.operation(TckSecondKitchen.class, "bake"),
                Dish.of("bread"),
                Headers.empty(),
                Deadline.in(lab.patience().multipliedBy(10)));
        assertThat(failure(() -> kit.client().call(kit.endpoint(), call)).code())
                .isIn(Code.UNIMPLEMENTED, Code.UNAVAILABLE);
    }

    @Test
    void a_failure_leaves_the_next_call_alone(Lab lab) {
        CallKit kit = CallKit.serving(lab, call -> {
            Dish dish = (Dish) call.request();
            if (dish.name().equals("bad")) {
                throw new CallFailure(Failure.of(Code.INTERNAL, "burnt"));
            }
            return Meal.of(dish);
        });
        for (int i = 0; i < 10; i++) {
            assertThat(failure(() -> kit.cook("bad")).code()).isEqualTo(Code.INTERNAL);
            assertThat(kit.cook("good")).isEqualTo(Meal.of(Dish.of("good")));
        }
    }

    @Test
    void an_interrupted_caller_is_let_go(Lab lab) throws InterruptedException {
        Answers answers = new Answers();
        CallKit kit = CallKit.serving(lab, answers);
        CompletableFuture<QuintetException> failure = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> failure.complete(failure(() -> kit.cook("slow"))));
        answers.awaitWaiting();
        caller.interrupt();
        assertThat(lab.await("the end of the call", failure).code()).isEqualTo(Code.CANCELLED);
        answers.release();
        assertThat(caller.join(lab.patience())).isTrue();
    }

    @Test
    @Needs(Guarantee.CROSS_PROCESS)
    void a_call_to_a_process_that_is_killed_meanwhile_fails_before_its_deadline_and_is_not_safe_to_retry(Lab lab) {
        Peer serving = lab.peer("serve");
        CallKit kit = new CallKit(
                lab, lab.calls(), lab.calls(), new Endpoint(lab.kit().provider().name(), serving.await("serving")));
        CompletableFuture<QuintetException> failure = Lab.compute(() ->
                failure(() -> kit.cook("slow", Deadline.in(lab.patience().multipliedBy(2)))));
        serving.await("waiting");
        serving.kill();
        QuintetException seen = lab.await("the end of the call", failure);
        assertThat(seen.code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(seen.retrySafe()).isFalse();
        assertThat(failure(() -> kit.cook("soup")).retrySafe())
                .as("nothing can be sent any more")
                .isTrue();
    }
}

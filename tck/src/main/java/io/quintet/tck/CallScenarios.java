package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Failure;
import io.quintet.spi.Guarantee;
import io.quintet.tck.contract.TckKitchen.Bell;
import io.quintet.tck.contract.TckKitchen.Dish;
import io.quintet.tck.contract.TckKitchen.Meal;
import io.quintet.tck.contract.TckSecondKitchen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Calls that succeed. */
@Needs(value = Guarantee.CALLS, given = Circumstance.CODEC)
abstract class CallScenarios {
    @Test
    void a_call_returns_the_response(Lab lab) throws Exception {
        CallKit kit = CallKit.serving(lab, new Answers());
        assertThat(kit.call("cook", new Dish("soup", 2, List.of("salt", "parsley"))))
                .isEqualTo(new Meal("soup", 2, List.of("salt", "parsley")));
    }

    @Test
    void a_call_without_a_response_returns_when_it_was_handled(Lab lab) throws Exception {
        List<Object> handled = Collections.synchronizedList(new ArrayList<>());
        CallKit kit = CallKit.serving(lab, call -> {
            handled.add(call.request());
            return null;
        });
        assertThat(kit.call("ring", new Bell("table 4", 2))).isNull();
        assertThat(handled).containsExactly(new Bell("table 4", 2));
    }

    @Test
    void text_in_any_script_arrives_as_it_was_sent(Lab lab) throws Exception {
        CallKit kit = CallKit.serving(lab, new Answers());
        Dish dish = new Dish("Grüße 你好 \uD83C\uDF72 \"a\"\\/\n\t%20+&=?#", 0, List.of("", " ", "ß"));
        assertThat(kit.call("cook", dish)).isEqualTo(Meal.of(dish));
    }

    @Test
    void half_a_MiB_arrives_in_both_directions(Lab lab) throws Exception {
        CallKit kit = CallKit.serving(lab, new Answers());
        Dish dish = new Dish("x".repeat(LimitScenarios.MEBIBYTE / 2), 1, List.of());
        assertThat(kit.call("cook", dish)).isEqualTo(Meal.of(dish));
    }

    @Test
    void each_of_many_concurrent_calls_gets_its_own_response(Lab lab) {
        CallKit kit = CallKit.serving(lab, new Answers());
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name = "dish " + i;
            calls.add(Lab.start(() -> assertThat(kit.cook(name)).isEqualTo(Meal.of(Dish.of(name)))));
        }
        calls.forEach(call -> lab.await("call", call));
    }

    @Test
    void calls_are_handled_side_by_side(Lab lab) {
        CyclicBarrier all = new CyclicBarrier(20);
        CallKit kit = CallKit.serving(lab, call -> {
            try {
                all.await(lab.patience().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new CallFailure(Failure.of(Code.INTERNAL, "the others did not come: " + e));
            }
            return Meal.of((Dish) call.request());
        });
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "dish " + i;
            calls.add(Lab.start(() -> assertThat(kit.cook(name)).isEqualTo(Meal.of(Dish.of(name)))));
        }
        calls.forEach(call -> lab.await("call", call));
    }

    @Test
    void headers_reach_the_handler(Lab lab) throws Exception {
        AtomicReference<Headers> seen = new AtomicReference<>(Headers.empty());
        CallKit kit = CallKit.serving(lab, call -> {
            seen.set(call.headers());
            return Meal.of((Dish) call.request());
        });
        Headers headers = Headers.builder()
                .set(HeaderNames.TRACEPARENT, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .set(HeaderNames.CORRELATION_ID, "Bestellung №7\r\nnext: line")
                .build();
        kit.client()
                .call(
                        kit.endpoint(),
                        new Call(CallKit.operation("cook"), Dish.of("soup"), headers, Deadline.in(lab.patience())));
        headers.forEach(
                (name, value) -> assertThat(seen.get().get(name)).as(name).isEqualTo(value));
    }

    @Test
    void the_deadline_reaches_the_handler(Lab lab) {
        AtomicReference<Duration> left = new AtomicReference<>(Duration.ZERO);
        CallKit kit = CallKit.serving(lab, call -> {
            left.set(call.deadline().remaining());
            return Meal.of((Dish) call.request());
        });
        kit.cook("soup", Deadline.in(Duration.ofSeconds(50)));
        assertThat(left.get()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(50));
    }

    @Test
    void an_instance_serves_several_contracts(Lab lab) throws Exception {
        CallKit kit = CallKit.serving(lab, new Answers());
        var again =
                kit.server().serve(CallKit.operations(TckSecondKitchen.class), call -> Meal.of((Dish) call.request()));
        assertThat(kit.client()
                        .call(
                                again,
                                new Call(
                                        CallKit.operation(TckSecondKitchen.class, "bake"),
                                        Dish.of("bread"),
                                        Headers.empty(),
                                        Deadline.in(lab.patience()))))
                .isEqualTo(Meal.of(Dish.of("bread")));
        assertThat(kit.cook("soup")).isEqualTo(Meal.of(Dish.of("soup")));
    }

    @Test
    void each_instance_has_an_endpoint_of_its_own(Lab lab) {
        CallKit one = CallKit.serving(lab, call -> Meal.of(Dish.of("from one")));
        CallKit other = CallKit.serving(lab, call -> Meal.of(Dish.of("from other")));
        assertThat(one.endpoint()).isNotEqualTo(other.endpoint());
        assertThat(one.cook("soup")).isEqualTo(Meal.of(Dish.of("from one")));
        assertThat(other.cook("soup")).isEqualTo(Meal.of(Dish.of("from other")));
    }

    @Test
    @Needs(Guarantee.CROSS_PROCESS)
    void a_call_reaches_another_process(Lab lab) throws Exception {
        Peer serving = lab.peer("serve");
        var endpoint = new io.quintet.spi.Endpoint(lab.kit().provider().name(), serving.await("serving"));
        assertThat(lab.calls()
                        .call(
                                endpoint,
                                new Call(
                                        CallKit.operation("cook"),
                                        Dish.of("soup"),
                                        Headers.empty(),
                                        Deadline.in(lab.patience()))))
                .isEqualTo(Meal.of(Dish.of("soup")));
    }
}

package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.Quintet;
import io.quintet.QuintetException;
import io.quintet.tck.contract.TckKitchen;
import io.quintet.tck.contract.TckKitchen.Bell;
import io.quintet.tck.contract.TckKitchen.Dish;
import io.quintet.tck.contract.TckKitchen.Meal;
import io.quintet.tck.contract.TckKitchen.SoldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One-to-one operations through the whole library, over whatever the transport carries. */
@Needs(given = Circumstance.CODEC)
abstract class StyleScenarios {
    static <T> T take(Lab lab, BlockingQueue<T> queue) throws InterruptedException {
        T taken = queue.poll(lab.patience().toNanos(), TimeUnit.NANOSECONDS);
        if (taken == null) {
            throw new AssertionError("nothing within " + lab.patience());
        }
        return taken;
    }

    @Test
    void a_request_gets_its_response(Lab lab) throws Exception {
        lab.service("kitchen").serve(TckKitchen.class, new Cook());
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        Dish dish = new Dish("Süppchen \uD83C\uDF72", 2, List.of("salt"));
        assertThat(kitchen.cook(dish)).isEqualTo(Meal.of(dish));
    }

    @Test
    void a_request_gets_the_contracts_own_exception(Lab lab) {
        lab.service("kitchen").serve(TckKitchen.class, new Cook());
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        assertThatExceptionOfType(SoldOut.class)
                .isThrownBy(() -> kitchen.cook(Dish.of("sold out")))
                .satisfies(e -> assertThat(e.detail()).isEqualTo(new SoldOut.Detail("sold out", 7)));
    }

    @Test
    void each_of_many_requesters_gets_its_own_responses(Lab lab) {
        lab.service("kitchen").serve(TckKitchen.class, new Cook());
        lab.service("kitchen").serve(TckKitchen.class, new Cook());
        List<CompletableFuture<Void>> requests = new ArrayList<>();
        for (int waiter = 0; waiter < 4; waiter++) {
            TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
            for (int i = 0; i < 25; i++) {
                Dish dish = Dish.of("dish " + i + " of waiter " + waiter);
                requests.add(Lab.start(() -> {
                    try {
                        assertThat(kitchen.cook(dish)).isEqualTo(Meal.of(dish));
                    } catch (SoldOut e) {
                        throw new AssertionError(e);
                    }
                }));
            }
        }
        requests.forEach(request -> lab.await("response", request));
    }

    @Test
    void an_asynchronous_request_completes_with_its_response_or_exception(Lab lab) throws Exception {
        lab.service("kitchen").serve(TckKitchen.class, new Cook());
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        List<CompletableFuture<Meal>> stages = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            stages.add(kitchen.order(Dish.of("dish " + i)).toCompletableFuture());
        }
        CompletableFuture<Meal> failing = kitchen.order(Dish.of("sold out")).toCompletableFuture();
        for (int i = 0; i < 30; i++) {
            assertThat(lab.await("response", stages.get(i))).isEqualTo(Meal.of(Dish.of("dish " + i)));
        }
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> failing.get(lab.patience().toNanos(), TimeUnit.NANOSECONDS))
                .withCauseInstanceOf(SoldOut.class);
    }

    @Test
    void a_notification_is_handled_by_one_instance(Lab lab) throws Exception {
        Cook one = new Cook();
        lab.service("kitchen").serve(TckKitchen.class, one);
        lab.service("kitchen").serve(TckKitchen.class, new Cook() {
            @Override
            public void ring(Bell bell) {
                one.handled.add(bell.table());
            }
        });
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        List<String> tables = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            kitchen.ring(new Bell("table " + i, 1));
            tables.add("table " + i);
        }
        List<String> rung = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rung.add(take(lab, one.handled));
        }
        assertThat(rung).containsExactlyInAnyOrderElementsOf(tables);
        assertThat(one.handled).isEmpty();
    }

    @Test
    void a_request_that_nobody_serves_fails_by_its_deadline(Lab lab) {
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(() -> kitchen.hurry(Dish.of("soup")))
                .satisfies(e -> assertThat(e.code()).isIn(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED));
    }

    @Test
    void closing_a_service_lets_it_answer_what_it_has_begun(Lab lab) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Quintet service = lab.service("kitchen");
        service.serve(TckKitchen.class, new Cook() {
            @Override
            public Meal cook(Dish dish) {
                begun.countDown();
                try {
                    goOn.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Meal.of(dish);
            }
        });
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        CompletableFuture<Void> request = Lab.start(() -> {
            try {
                assertThat(kitchen.cook(Dish.of("soup"))).isEqualTo(Meal.of(Dish.of("soup")));
            } catch (SoldOut e) {
                throw new AssertionError(e);
            }
        });
        assertThat(begun.await(lab.patience().toNanos(), TimeUnit.NANOSECONDS)).isTrue();
        CompletableFuture<Void> close = Lab.start(service::close);
        assertThat(Lab.stillWaits(close)).isTrue();
        goOn.countDown();
        lab.await("response", request);
        lab.await("close", close);
    }
}

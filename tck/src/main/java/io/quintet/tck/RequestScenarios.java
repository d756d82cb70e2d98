package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.Quintet;
import io.quintet.QuintetException;
import io.quintet.spi.Guarantee;
import io.quintet.tck.contract.TckKitchen;
import io.quintet.tck.contract.TckKitchen.Dish;
import io.quintet.tck.contract.TckKitchen.Meal;
import io.quintet.tck.contract.TckKitchen.SoldOut;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests over messages, for whose replies somebody waits. */
@Needs(
        value = Guarantee.REDELIVERY,
        given = {Circumstance.REQUESTS_AS_MESSAGES, Circumstance.CODEC})
abstract class RequestScenarios {
    private static final Dish SOUP = Dish.of("soup");
    private static final Meal SERVED = Meal.of(SOUP);

    /** A cook that says when it has begun, and goes on when it is told to. */
    private static final class Slow extends Cook {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public Meal cook(Dish dish) throws SoldOut {
            Meal meal = super.cook(dish);
            begun.countDown();
            try {
                goOn.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return meal;
        }
    }

    private static CompletableFuture<Meal> cooking(TckKitchen kitchen, Dish dish) {
        return Lab.compute(() -> cooked(kitchen, dish));
    }

    private static Meal cooked(TckKitchen kitchen, Dish dish) {
        try {
            return kitchen.cook(dish);
        } catch (SoldOut e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Needs(Guarantee.STORED)
    void a_request_waits_for_a_service_that_comes_in_time(Lab lab) {
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        CompletableFuture<Meal> meal = cooking(kitchen, SOUP);
        assertThat(Lab.stillWaits(meal)).isTrue();
        lab.service("kitchen").serve(TckKitchen.class, new Cook());
        assertThat(lab.await("response", meal)).isEqualTo(SERVED);
    }

    @Test
    void a_request_is_handled_again_when_its_handler_fails(Lab lab) {
        AtomicInteger attempts = new AtomicInteger();
        lab.service("kitchen").serve(TckKitchen.class, new Cook() {
            @Override
            public Meal cook(Dish dish) throws SoldOut {
                if (attempts.incrementAndGet() < 3) {
                    throw new IllegalStateException("the scenario wants it again");
                }
                return super.cook(dish);
            }
        });
        assertThat(cooked(lab.service("waiter").client(TckKitchen.class), SOUP)).isEqualTo(SERVED);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void a_requester_hears_that_its_request_was_given_up(Lab lab) {
        lab.service("kitchen", "messages.attempts", "2").serve(TckKitchen.class, new Cook() {
            @Override
            public Meal cook(Dish dish) {
                throw new IllegalStateException("poison");
            }
        });
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(() -> kitchen.cook(SOUP))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INTERNAL));
    }

    @Test
    void what_a_service_that_leaves_has_not_answered_another_one_answers(Lab lab) throws Exception {
        Slow first = new Slow();
        Quintet leaving = lab.service("kitchen", "drain", "200ms");
        leaving.serve(TckKitchen.class, first);
        CompletableFuture<Meal> meal = cooking(lab.service("waiter").client(TckKitchen.class), SOUP);
        assertThat(first.begun.await(lab.patience().toNanos(), TimeUnit.NANOSECONDS))
                .isTrue();
        lab.service("kitchen").serve(TckKitchen.class, new Cook());
        CompletableFuture<Void> close = Lab.start(leaving::close);
        assertThat(lab.await("response", meal)).isEqualTo(SERVED);
        first.goOn.countDown();
        lab.await("closed", close);
    }

    @Test
    void a_reply_that_nobody_waits_for_any_more_holds_up_nothing(Lab lab) throws Exception {
        Slow cook = new Slow();
        lab.service("kitchen").serve(TckKitchen.class, cook);
        Quintet gone = lab.service("waiter");
        CompletableFuture<Meal> meal = cooking(gone.client(TckKitchen.class), Dish.of("for nobody"));
        assertThat(cook.begun.await(lab.patience().toNanos(), TimeUnit.NANOSECONDS))
                .isTrue();
        gone.close();
        assertThat(meal).failsWithin(lab.patience());
        cook.goOn.countDown();
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        assertThat(cooked(kitchen, SOUP)).isEqualTo(SERVED);
        assertThat(cooked(kitchen, SOUP)).isEqualTo(SERVED);
        assertThat(cook.handled).containsExactly("for nobody", "soup", "soup");
    }

    @Test
    @Needs(given = Circumstance.SERVER)
    void requests_find_a_restarted_server_again_by_themselves(Lab lab) {
        lab.service("kitchen").serve(TckKitchen.class, new Cook());
        TckKitchen kitchen = lab.service("waiter").client(TckKitchen.class);
        assertThat(cooked(kitchen, SOUP)).isEqualTo(SERVED);
        OutageScenarios.restart(
                lab,
                () -> assertThatExceptionOfType(QuintetException.class)
                        .isThrownBy(() -> kitchen.hurry(SOUP))
                        .satisfies(e -> assertThat(e.code()).isIn(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED)));
        long deadline = System.nanoTime() + lab.patience().toNanos();
        while (true) {
            try {
                assertThat(cooked(kitchen, SOUP)).isEqualTo(SERVED);
                return;
            } catch (QuintetException e) {
                assertThat(System.nanoTime())
                        .as("answered within %s: %s", lab.patience(), e)
                        .isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }
}

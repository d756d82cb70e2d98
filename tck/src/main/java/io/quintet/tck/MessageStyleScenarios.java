package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.DurableRequests;
import io.quintet.Quintet;
import io.quintet.QuintetException;
import io.quintet.Reply;
import io.quintet.Responses;
import io.quintet.spi.Guarantee;
import io.quintet.tck.contract.TckEvents;
import io.quintet.tck.contract.TckEvents.Cooked;
import io.quintet.tck.contract.TckEvents.Offer;
import io.quintet.tck.contract.TckEvents.Wanted;
import io.quintet.tck.contract.TckKeyedEvents;
import io.quintet.tck.contract.TckKeyedEvents.Step;
import io.quintet.tck.contract.TckKitchen;
import io.quintet.tck.contract.TckKitchen.Bell;
import io.quintet.tck.contract.TckKitchen.Dish;
import io.quintet.tck.contract.TckKitchen.Meal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What operations over messages promise beyond those over calls. */
@Needs(
        value = Guarantee.REDELIVERY,
        given = {Circumstance.MESSAGES, Circumstance.CODEC})
abstract class MessageStyleScenarios {
    /** A listener for events. */
    static final class Board {
        final BlockingQueue<Cooked> seen = new LinkedBlockingQueue<>();

        public void cooked(Cooked event) {
            seen.add(event);
        }
    }

    /** A listener that answers, or is silent, or answers when the window is over. */
    record Courier(String name, CountDownLatch late) {
        public @Nullable Offer wanted(Wanted request) throws InterruptedException {
            if (name.equals("silent")) {
                return null;
            }
            if (name.equals("late")) {
                late.await(60, TimeUnit.SECONDS);
            }
            return new Offer(name, name.length());
        }
    }

    /** A listener that fails on the first attempt of every third. */
    static final class Steps {
        final BlockingQueue<Step> seen = new LinkedBlockingQueue<>();
        private final java.util.Set<Step> failed = java.util.concurrent.ConcurrentHashMap.newKeySet();

        public void step(Step event) {
            if (event.number() % 3 == 0 && failed.add(event)) {
                throw new IllegalStateException("the scenario wants it again: " + event);
            }
            seen.add(event);
        }
    }

    @Test
    void a_notification_is_handled_again_when_its_handler_throws(Lab lab) throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        Cook cook = new Cook() {
            @Override
            public void ring(Bell bell) {
                if (attempts.incrementAndGet() < 3) {
                    throw new IllegalStateException("the scenario wants it again");
                }
                super.ring(bell);
            }
        };
        lab.service("kitchen").serve(TckKitchen.class, cook);
        lab.service("waiter").client(TckKitchen.class).ring(new Bell("table 1", 1));
        assertThat(StyleScenarios.take(lab, cook.handled)).isEqualTo("table 1");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void a_message_that_always_fails_is_given_up_and_the_next_goes_on(Lab lab) throws Exception {
        Cook cook = new Cook() {
            @Override
            public void ring(Bell bell) {
                super.ring(bell);
                if (bell.times() == 0) {
                    throw new IllegalStateException("poison");
                }
            }
        };
        lab.service("kitchen", "messages.attempts", "3", "messages.shards", "1").serve(TckKitchen.class, cook);
        TckKitchen kitchen = lab.service("waiter", "messages.shards", "1").client(TckKitchen.class);
        kitchen.ring(new Bell("bad", 0));
        kitchen.ring(new Bell("good", 1));
        List<String> handled = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            handled.add(StyleScenarios.take(lab, cook.handled));
        }
        assertThat(handled).containsExactlyInAnyOrder("bad", "bad", "bad", "good");
        kitchen.ring(new Bell("later", 1));
        assertThat(StyleScenarios.take(lab, cook.handled)).isEqualTo("later");
    }

    @Test
    @Needs(Guarantee.STORED)
    void a_reply_finds_its_durable_handler_after_the_requester_restarted(Lab lab) throws Exception {
        String waiter = Lab.unique("waiter");
        Quintet before = lab.service(waiter);
        DurableRequests<Dish> requests = before.durable(TckKitchen.class, TckKitchen::order, reply -> {
            throw new IllegalStateException("the kitchen is closed, so nothing can have replied");
        });
        requests.send(Dish.of("soup"), "table 1");
        requests.send(Dish.of("sold out"), "table 2");
        before.close();
        lab.service("kitchen").serve(TckKitchen.class, new Cook());
        BlockingQueue<Reply<Meal>> replies = new LinkedBlockingQueue<>();
        lab.service(waiter).durable(TckKitchen.class, TckKitchen::order, replies::add);
        List<Reply<Meal>> both = List.of(StyleScenarios.take(lab, replies), StyleScenarios.take(lab, replies));
        assertThat(both).contains(new Reply.Success<>(Meal.of(Dish.of("soup")), "table 1"));
        assertThat(both).anySatisfy(reply -> {
            assertThat(reply).isInstanceOf(Reply.Failure.class);
            assertThat(reply.correlation()).isEqualTo("table 2");
        });
    }

    @Test
    void an_expired_request_is_not_handled(Lab lab) throws Exception {
        TckKitchen kitchen = lab.service("waiter", "messages.shards", "1").client(TckKitchen.class);
        var expiring = kitchen.orderNow(Dish.of("expired")).toCompletableFuture();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> expiring.get(lab.patience().toNanos(), TimeUnit.NANOSECONDS))
                .satisfies(e -> assertThat(e.getCause())
                        .isInstanceOfSatisfying(
                                QuintetException.class,
                                failure -> assertThat(failure.code()).isEqualTo(Code.DEADLINE_EXCEEDED)));
        Cook cook = new Cook();
        lab.service("kitchen", "messages.shards", "1").serve(TckKitchen.class, cook);
        kitchen.ring(new Bell("table 1", 1));
        kitchen.order(Dish.of("in time"))
                .toCompletableFuture()
                .get(lab.patience().toNanos(), TimeUnit.NANOSECONDS);
        List<String> handled = List.of(StyleScenarios.take(lab, cook.handled), StyleScenarios.take(lab, cook.handled));
        assertThat(handled).containsExactlyInAnyOrder("table 1", "in time");
        assertThat(cook.handled).isEmpty();
    }

    @Test
    @Needs(Guarantee.EVERY_GROUP)
    void an_event_reaches_every_group_once(Lab lab) throws Exception {
        Board one = new Board();
        Board other = new Board();
        lab.service("display").subscribe(TckEvents.class, "one", one);
        lab.service("display").subscribe(TckEvents.class, "one", one);
        lab.service("archive").subscribe(TckEvents.class, "other", other);
        TckEvents events = lab.service("kitchen").client(TckEvents.class);
        List<Cooked> sent =
                IntStream.range(0, 50).mapToObj(i -> new Cooked("soup", i)).toList();
        sent.forEach(events::cooked);
        for (Board board : List.of(one, other)) {
            List<Cooked> seen = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                seen.add(StyleScenarios.take(lab, board.seen));
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(board.seen).isEmpty();
        }
    }

    @Test
    @Needs({Guarantee.EVERY_GROUP, Guarantee.KEY_ORDER})
    void events_of_a_key_are_handled_in_order_also_when_some_are_retried(Lab lab) throws Exception {
        Steps steps = new Steps();
        lab.service("display").subscribe(TckKeyedEvents.class, "g", steps);
        lab.service("display").subscribe(TckKeyedEvents.class, "g", steps);
        TckKeyedEvents events = lab.service("kitchen").client(TckKeyedEvents.class);
        for (int i = 0; i < 20; i++) {
            for (String meal : List.of("soup", "bread", "tea")) {
                events.step(new Step(meal, i));
            }
        }
        List<Step> seen = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            seen.add(StyleScenarios.take(lab, steps.seen));
        }
        for (String meal : List.of("soup", "bread", "tea")) {
            assertThat(seen.stream().filter(step -> step.meal().equals(meal)).map(Step::number))
                    .as(meal)
                    .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        }
    }

    @Test
    @Needs(Guarantee.EVERY_GROUP)
    void responses_of_many_arrive_within_the_window_one_a_group(Lab lab) throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        for (String courier : List.of("anna", "ben", "silent", "late")) {
            lab.service("courier").subscribe(TckEvents.class, courier, new Courier(courier, late));
        }
        lab.service("courier").subscribe(TckEvents.class, "anna", new Courier("anna", late));
        TckEvents events = lab.service("kitchen").client(TckEvents.class);
        Responses<Offer> offers = events.wanted(new Wanted("soup"));
        assertThat(offers.first(2)).containsExactlyInAnyOrder(new Offer("anna", 4), new Offer("ben", 3));
        assertThat(offers.all()).as("when the window has closed").hasSize(2);
        late.countDown();
        Responses<Offer> second = events.wanted(new Wanted("bread"));
        assertThat(second.first(3))
                .containsExactlyInAnyOrder(new Offer("anna", 4), new Offer("ben", 3), new Offer("late", 4));
        assertThat(offers.all()).as("what came too late is not among them").hasSize(2);
    }
}

package io.quintet.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.config.SettingsSource;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Attempt;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ShardDispatchTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Exception cause = new IllegalStateException("on purpose");

    private final Store store = new Store();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final ShardDispatch dispatch = new ShardDispatch(0, store, deliveries::add, context(scheduler));

    private static class Store implements ShardStore {
        private final List<String> events = new ArrayList<>();
        private boolean broken;
        private Attempts history = Attempts.NONE;

        @Override
        public String group() {
            return "g";
        }

        @Override
        public void retried(long sequence, Attempts failed) {
            events.add("retried " + sequence + " attempt " + failed.last());
            fail();
        }

        @Override
        public void rejected(long sequence, Message message, Attempts failed, Throwable cause) {
            events.add("rejected " + sequence);
            history = failed;
            fail();
        }

        @Override
        public void progressed() {
            events.add("progressed");
        }

        private void fail() {
            if (broken) {
                throw new IllegalStateException("disk full");
            }
        }
    }

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Test
    void delivers_messages_of_one_key_one_at_a_time_and_in_order() {
        offer("a", "a", "a");

        assertThat(ids()).containsExactly("1");
        deliveries.get(0).ack();
        assertThat(ids()).containsExactly("1", "2");
        deliveries.get(1).ack();
        assertThat(ids()).containsExactly("1", "2", "3");
    }

    @Test
    void delivers_different_keys_and_messages_without_key_side_by_side() {
        offer("a", "b", null, null, "a");

        assertThat(ids()).containsExactly("1", "2", "3", "4");
        assertThat(dispatch.delivered()).isEqualTo(4);
        assertThat(dispatch.unsettled()).isEqualTo(5);
    }

    @Test
    void moves_the_watermark_over_settled_messages_without_a_gap_only() {
        offer("a", "b", "c");

        deliveries.get(2).ack();
        assertThat(dispatch.watermark()).isZero();
        deliveries.get(0).ack();
        assertThat(dispatch.watermark()).isEqualTo(1);
        assertThat(dispatch.full(1)).isTrue();
        assertThat(dispatch.full(2)).isFalse();
        deliveries.get(1).ack();
        assertThat(dispatch.watermark()).isEqualTo(3);
        assertThat(dispatch.full(0)).isFalse();
    }

    @Test
    void is_full_while_one_that_is_not_settled_holds_many_behind_it_and_says_once_when_it_is_so_no_more() {
        offer("a", "b", "c");

        assertThat(dispatch.full(2)).isTrue();
        deliveries.get(1).ack();
        deliveries.get(2).ack();
        assertThat(dispatch.reopened()).isFalse();
        deliveries.get(0).ack();
        assertThat(dispatch.reopened()).isTrue();
        assertThat(dispatch.reopened()).isFalse();
    }

    @Test
    void a_retry_keeps_its_key_waiting_and_no_other() {
        offer("a", "a", "b");

        deliveries.get(0).retry(Duration.ofMillis(70), cause);
        deliveries.get(1).ack();
        assertThat(ids()).containsExactly("1", "3");
        assertThat(scheduler.lastMillis()).isEqualTo(70);
        scheduler.passAll();
        assertThat(ids()).containsExactly("1", "3", "1");
        assertThat(deliveries.get(2).attempt()).isEqualTo(2);
        deliveries.get(2).ack();
        assertThat(ids()).containsExactly("1", "3", "1", "2");
        assertThat(dispatch.watermark()).isEqualTo(1);
    }

    @Test
    void a_rejected_message_is_kept_and_its_key_goes_on() {
        offer("a", "a");

        deliveries.get(0).reject(cause);

        assertThat(store.events).containsExactly("rejected 1", "progressed");
        assertThat(ids()).containsExactly("1", "2");
        assertThat(dispatch.watermark()).isEqualTo(1);
    }

    @Test
    void a_message_that_could_not_be_kept_is_not_given_up_but_comes_again() {
        offer("a", "a");
        store.broken = true;
        assertThatThrownBy(() -> deliveries.get(0).reject(cause)).hasMessage("disk full");
        assertThat(dispatch.watermark()).isZero();

        store.broken = false;
        scheduler.passAll();

        assertThat(ids()).containsExactly("1", "1");
        deliveries.get(1).reject(cause);
        assertThat(ids()).containsExactly("1", "1", "2");
    }

    @Test
    void a_message_that_an_error_kept_from_being_kept_comes_again() {
        ShardDispatch dispatch = new ShardDispatch(
                0,
                new Store() {
                    @Override
                    public void rejected(long sequence, Message message, Attempts failed, Throwable cause) {
                        throw new StackOverflowError("on purpose");
                    }
                },
                deliveries::add,
                context(scheduler));
        dispatch.offer(1, message("1", "a"), 1, Attempts.NONE);
        assertThatThrownBy(() -> deliveries.get(0).reject(cause)).isInstanceOf(StackOverflowError.class);

        scheduler.passAll();

        assertThat(ids()).containsExactly("1", "1");
    }

    @Test
    void a_consumer_that_throws_gets_the_message_again_and_the_others_at_once() {
        ShardDispatch dispatch = new ShardDispatch(
                0,
                store,
                delivery -> {
                    deliveries.add(delivery);
                    if (delivery.attempt() == 1 && delivery.message().id().equals("2")) {
                        throw new StackOverflowError("on purpose");
                    }
                },
                context(scheduler));
        for (int i = 1; i <= 3; i++) {
            dispatch.offer(i, message(String.valueOf(i), i == 3 ? "b" : "a"), 1, Attempts.NONE);
        }
        deliveries.get(0).ack();
        assertThat(ids()).containsExactly("1", "3", "2");

        scheduler.passAll();

        assertThat(ids()).containsExactly("1", "3", "2", "2");
        assertThat(deliveries.get(3).attempt()).isEqualTo(2);
    }

    @Test
    void a_retry_that_could_not_be_noted_comes_again_all_the_same() {
        offer("a");
        store.broken = true;

        assertThatThrownBy(() -> deliveries.get(0).retry(Duration.ofMillis(1), cause))
                .hasMessage("disk full");
        scheduler.passAll();

        assertThat(ids()).containsExactly("1", "1");
    }

    @Test
    void settling_twice_does_nothing() {
        offer("a", "a", "a");

        Delivery first = deliveries.get(0);
        first.ack();
        first.ack();
        first.reject(cause);
        first.retry(Duration.ofMillis(1), cause);
        scheduler.passAll();

        assertThat(ids()).containsExactly("1", "2");
        assertThat(dispatch.watermark()).isEqualTo(1);
        assertThat(dispatch.unsettled()).isEqualTo(2);
        assertThat(store.events).containsExactly("progressed");
    }

    @Test
    void after_stop_what_was_taken_is_still_delivered_except_behind_a_retry() {
        offer("a", "a", "b", "b");
        deliveries.get(1).retry(Duration.ofMillis(1), cause);

        dispatch.stop();
        deliveries.get(0).ack();
        scheduler.passAll();
        dispatch.offer(5, message("5", null), 1, Attempts.NONE);

        assertThat(ids()).containsExactly("1", "3", "2");
        deliveries.get(2).ack();
        assertThat(dispatch.watermark()).isEqualTo(2);
        assertThat(dispatch.delivered()).isZero();
    }

    @Test
    void after_revoke_nothing_that_waits_is_delivered() {
        offer("a", "a");

        dispatch.revoke();
        deliveries.get(0).ack();

        assertThat(ids()).containsExactly("1");
    }

    @Test
    void after_revoke_settling_moves_nothing() {
        offer("a", "b");

        dispatch.revoke();
        deliveries.get(0).ack();
        deliveries.get(1).reject(cause);

        assertThat(dispatch.watermark()).isZero();
        assertThat(store.events).isEmpty();
    }

    @Test
    void keeps_order_per_key_and_the_watermark_under_load() throws InterruptedException {
        int messages = 20_000;
        Map<String, Integer> lastOfKey = new ConcurrentHashMap<>();
        Map<String, Boolean> running = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(messages);
        Semaphore done = new Semaphore(0);
        Semaphore credit = new Semaphore(500);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                var timer = Executors.newScheduledThreadPool(1)) {
            ShardDispatch[] shared = new ShardDispatch[1];
            shared[0] = new ShardDispatch(
                    0,
                    new Store() {
                        @Override
                        public void progressed() {}

                        @Override
                        public void retried(long sequence, Attempts failed) {}
                    },
                    delivery -> threads.execute(() -> {
                        String key = delivery.message().key();
                        int sequence = Integer.parseInt(delivery.message().id());
                        if (running.putIfAbsent(key, true) != null) {
                            faults.add("two of key " + key + " at a time");
                        }
                        if (shared[0].watermark() >= sequence) {
                            faults.add("watermark " + shared[0].watermark() + " passed unsettled " + sequence);
                        }
                        boolean again = sequence % 10 == 0 && delivery.attempt() == 1;
                        Integer before = again ? null : lastOfKey.put(key, sequence);
                        if (before != null && before >= sequence) {
                            faults.add(sequence + " after " + before + " of key " + key);
                        }
                        running.remove(key);
                        if (again) {
                            delivery.retry(Duration.ofMillis(1), cause);
                        } else {
                            delivery.ack();
                            credit.release();
                            if (left.decrementAndGet() == 0) {
                                done.release();
                            }
                        }
                    }),
                    context(timer));
            SplittableRandom random = new SplittableRandom(7);
            for (int i = 1; i <= messages; i++) {
                credit.acquire();
                shared[0].offer(i, message(Integer.toString(i), "key-" + random.nextInt(50)), 1, Attempts.NONE);
            }
            assertThat(done.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

            assertThat(faults).isEmpty();
            assertThat(shared[0].watermark()).isEqualTo(messages);
            assertThat(shared[0].unsettled()).isZero();
            assertThat(shared[0].full(0)).isFalse();
        }
    }

    @Test
    void a_dead_letter_has_the_history_of_its_attempts() {
        Attempt elsewhere = new Attempt(1, Instant.EPOCH, "s-2", "java.io.IOException: away");
        dispatch.offer(1, message("1", "a"), 2, Attempts.NONE.plus(elsewhere));

        deliveries.get(0).retry(Duration.ofMillis(1), new IllegalStateException("not\nyet"));
        scheduler.passAll();
        deliveries.get(1).reject(cause);

        assertThat(store.history.list())
                .containsExactly(
                        elsewhere,
                        new Attempt(2, NOW, "s-1", "java.lang.IllegalStateException: not yet"),
                        new Attempt(3, NOW, "s-1", "java.lang.IllegalStateException: on purpose"));
    }

    @Test
    void a_replay_for_another_group_is_passed_over_in_its_turn() {
        dispatch.offer(1, message("1", "a"), 1, Attempts.NONE);
        dispatch.offer(2, replay("2", "a", "other"), 1, Attempts.NONE);
        dispatch.offer(3, replay("3", "a", "g"), 1, Attempts.NONE);

        assertThat(ids()).containsExactly("1");
        assertThat(dispatch.watermark()).isZero();
        assertThat(dispatch.unsettled()).isEqualTo(2);
        deliveries.get(0).ack();
        assertThat(ids()).containsExactly("1", "3");
        assertThat(dispatch.watermark()).isEqualTo(2);
        deliveries.get(1).ack();
        assertThat(dispatch.watermark()).isEqualTo(3);
    }

    @Test
    void a_replay_for_another_group_moves_the_watermark_where_nothing_is_before_it() {
        dispatch.offer(1, replay("1", "a", "other"), 1, Attempts.NONE);

        assertThat(deliveries).isEmpty();
        assertThat(dispatch.watermark()).isEqualTo(1);
        assertThat(dispatch.full(0)).isFalse();
        assertThat(store.events).containsExactly("progressed");
    }

    private static Message replay(String id, String key, String group) {
        Message message = message(id, key);
        return new Message(message.headers().with(HeaderNames.REPLAY_FOR, group), message.payload());
    }

    private static ServiceContext context(ScheduledExecutorService scheduler) {
        return new ServiceContext(
                "s", "s-1", new SettingsSource().settings(), Clock.fixed(NOW, ZoneOffset.UTC), scheduler);
    }

    private void offer(String... keys) {
        for (int i = 0; i < keys.length; i++) {
            dispatch.offer(i + 1, message(Integer.toString(i + 1), keys[i]), 1, Attempts.NONE);
        }
    }

    private List<String> ids() {
        return deliveries.stream().map(delivery -> delivery.message().id()).toList();
    }

    private static Message message(String id, String key) {
        return new Message(
                Headers.builder()
                        .set(HeaderNames.ID, id)
                        .setIfPresent(HeaderNames.KEY, key)
                        .build(),
                new byte[0]);
    }
}

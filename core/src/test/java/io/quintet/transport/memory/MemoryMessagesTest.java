package io.quintet.transport.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.config.SettingsSource;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class MemoryMessagesTest {
    private final Exception cause = new IllegalStateException("on purpose");
    private static final Channel QUEUE = new Channel("orders", Channel.Kind.POINT_TO_POINT, 4);
    private static final Channel EVENTS = new Channel("orders.events", Channel.Kind.PUBLISH_SUBSCRIBE, 4);

    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    private MessageTransport transport = transport(100_000);

    private MessageTransport transport(int capacity) {
        return (MessageTransport) new MemoryTransportProvider()
                .create(new ServiceContext(
                        "test",
                        "test-1",
                        new SettingsSource()
                                .code(Map.of(
                                        "broker",
                                        UUID.randomUUID().toString(),
                                        "max-messages",
                                        Integer.toString(capacity),
                                        "handover",
                                        "300ms"))
                                .settings(),
                        Clock.systemUTC(),
                        scheduler));
    }

    @AfterEach
    void end() {
        transport.close();
        scheduler.shutdownNow();
    }

    @Test
    void what_is_never_settled_is_fenced_off_when_another_member_comes_and_goes_to_it_as_a_further_attempt()
            throws Exception {
        BlockingQueue<Delivery> held = new LinkedBlockingQueue<>();
        BlockingQueue<Delivery> taken = new LinkedBlockingQueue<>();
        transport.subscribe(QUEUE, "g", 100, held::add);
        List<Delivery> first = new ArrayList<>();
        for (int i = 0; i < 20; i++) { // of each shard there are some
            send(QUEUE, "m" + i, "k" + i);
            first.add(take(held));
        }
        transport.subscribe(QUEUE, "g", 100, taken::add);
        List<Delivery> again = new ArrayList<>(List.of(take(taken)));
        List<Delivery> lost =
                first.stream().filter(delivery -> !delivery.fence().holds()).toList();
        while (again.size() < lost.size()) {
            again.add(take(taken));
        }
        assertThat(again)
                .allMatch(
                        delivery -> delivery.attempt() == 2 && delivery.fence().holds());
        for (Delivery delivery : again) {
            Fence former = lost.stream()
                    .filter(each ->
                            each.message().id().equals(delivery.message().id()))
                    .findFirst()
                    .orElseThrow()
                    .fence();
            assertThat(former.shard()).isNotEmpty().isEqualTo(delivery.fence().shard());
            assertThat(former.token()).isLessThan(delivery.fence().token());
        }
        lost.forEach(Delivery::ack); // too late: does nothing
        assertThat(again).allMatch(delivery -> delivery.fence().holds());
        again.forEach(Delivery::ack);
        String key = again.getFirst().message().key();
        send(QUEUE, "next", key);
        Delivery next = take(taken);
        while (!next.message().id().equals("next")) { // what came from another shard, which may be later
            next = take(taken);
        }
        assertThat(next.attempt()).isEqualTo(1);
    }

    @Test
    void delivers_again_what_failed_with_the_attempt_counted() throws InterruptedException {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        transport.subscribe(QUEUE, "group", 10, deliveries::add);
        send(QUEUE, "1", "a");

        Delivery first = take(deliveries);
        assertThat(first.attempt()).isEqualTo(1);
        first.retry(Duration.ofMillis(1), cause);
        Delivery second = take(deliveries);
        assertThat(second.message().id()).isEqualTo("1");
        assertThat(second.attempt()).isEqualTo(2);
    }

    @Test
    void gives_every_group_every_message_also_those_sent_before_it_came_back() throws InterruptedException {
        BlockingQueue<Delivery> one = new LinkedBlockingQueue<>();
        BlockingQueue<Delivery> other = new LinkedBlockingQueue<>();
        transport.subscribe(EVENTS, "one", 10, one::add);
        Subscription away = transport.subscribe(EVENTS, "other", 10, other::add);
        send(EVENTS, "1", "a");
        take(one).ack();
        take(other).ack();
        away.drain(Duration.ofSeconds(5));
        away.close();
        send(EVENTS, "2", "a");
        transport.subscribe(EVENTS, "other", 10, other::add);

        assertThat(take(one).message().id()).isEqualTo("2");
        assertThat(take(other).message().id()).isEqualTo("2");
    }

    @Test
    void gives_each_message_to_one_consumer_of_a_group() throws InterruptedException {
        int messages = 1000;
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ConcurrentLinkedQueue<String> twice = new ConcurrentLinkedQueue<>();
        Set<Integer> members = ConcurrentHashMap.newKeySet();
        CountDownLatch done = new CountDownLatch(messages);
        for (int i = 0; i < 3; i++) {
            int member = i;
            transport.subscribe(QUEUE, "group", 10, delivery -> {
                if (!seen.add(delivery.message().id())) {
                    twice.add(delivery.message().id());
                }
                members.add(member);
                delivery.ack();
                done.countDown();
            });
        }
        for (int i = 0; i < messages; i++) {
            send(QUEUE, Integer.toString(i), i % 2 == 0 ? null : "key-" + i);
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(twice).isEmpty();
        assertThat(members).hasSize(3);
    }

    @Test
    void refuses_more_than_it_has_room_for_and_takes_more_after_that_was_handled() throws InterruptedException {
        transport = transport(8);
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receipts.add(send(QUEUE, Integer.toString(i), "same"));
        }
        assertThat(receipts.subList(0, 2)).containsOnly(Receipt.Accepted.INSTANCE);
        assertThat(receipts.get(2)).isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
            assertThat(failed.error().code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertThat(failed.error().retrySafe()).isTrue();
            assertThat(failed.error()).hasMessageContaining("channel orders: full");
        });
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        transport.subscribe(QUEUE, "group", 10, deliveries::add);
        take(deliveries).ack();

        assertThat(send(QUEUE, "4", "same")).isEqualTo(Receipt.Accepted.INSTANCE);
    }

    @Test
    void events_that_nobody_subscribes_to_make_room_for_new_ones() throws InterruptedException {
        transport = transport(8);
        for (int i = 0; i < 100; i++) {
            assertThat(send(EVENTS, Integer.toString(i), "same")).isEqualTo(Receipt.Accepted.INSTANCE);
        }
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        transport.subscribe(EVENTS, "group", 10, deliveries::add);

        assertThat(take(deliveries).message().id()).isEqualTo("98");
    }

    @RepeatedTest(20)
    void never_has_more_unsettled_than_the_credit_over_all_shards() throws InterruptedException {
        int messages = 200;
        AtomicInteger unsettled = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(messages);
        for (int i = 0; i < messages; i++) {
            send(QUEUE, Integer.toString(i), null);
        }
        transport.subscribe(QUEUE, "group", 2, delivery -> {
            most.accumulateAndGet(unsettled.incrementAndGet(), Math::max);
            Thread.startVirtualThread(() -> {
                unsettled.decrementAndGet();
                delivery.ack();
                done.countDown();
            });
        });

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void drain_waits_for_what_is_with_the_consumer_and_takes_nothing_more() throws Exception {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        Subscription subscription = transport.subscribe(QUEUE, "group", 10, deliveries::add);
        send(QUEUE, "1", "a");
        Delivery first = take(deliveries);
        Thread draining = Thread.startVirtualThread(() -> subscription.drain(Duration.ofMinutes(1)));
        assertThat(draining.join(Duration.ofMillis(20))).isFalse();

        first.ack();
        assertThat(draining.join(Duration.ofSeconds(10))).isTrue();
        send(QUEUE, "2", "a");
        assertThat(deliveries).isEmpty();
        subscription.close();

        transport.subscribe(QUEUE, "group", 10, deliveries::add);
        assertThat(take(deliveries).message().id())
                .as("the first was recorded, the second comes")
                .isEqualTo("2");
    }

    @Test
    void drain_does_not_wait_for_what_will_be_retried_and_another_member_gets_it() throws Exception {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        Subscription subscription = transport.subscribe(QUEUE, "group", 10, deliveries::add);
        send(QUEUE, "1", "a");
        Delivery first = take(deliveries);
        BlockingQueue<Delivery> others = new LinkedBlockingQueue<>();
        transport.subscribe(QUEUE, "group", 10, others::add);
        Thread draining = Thread.startVirtualThread(() -> subscription.drain(Duration.ofMinutes(1)));
        assertThat(draining.join(Duration.ofMillis(20))).isFalse();

        first.retry(Duration.ofMinutes(1), cause);

        Delivery second = take(others);
        assertThat(second.message().id()).isEqualTo("1");
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(draining.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void goes_on_when_a_shard_is_given_away_and_comes_back_before_it_was_let_go() throws InterruptedException {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        transport.subscribe(QUEUE, "group", 100, deliveries::add);
        Set<String> open = new HashSet<>();
        List<Delivery> held = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            send(QUEUE, Integer.toString(i), "key-" + i);
            open.add(Integer.toString(i + 100));
            held.add(take(deliveries));
        }
        transport.subscribe(QUEUE, "group", 100, deliveries::add).close();
        for (int i = 0; i < 8; i++) {
            send(QUEUE, Integer.toString(i + 100), "key-" + i);
        }
        held.forEach(Delivery::ack);

        while (!open.isEmpty()) {
            Delivery delivery = take(deliveries);
            open.remove(delivery.message().id());
            delivery.ack();
        }
    }

    @Test
    void close_gives_what_is_unsettled_to_another_member_at_once() throws InterruptedException {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        Subscription subscription = transport.subscribe(QUEUE, "group", 10, deliveries::add);
        send(QUEUE, "1", "a");
        take(deliveries);
        BlockingQueue<Delivery> others = new LinkedBlockingQueue<>();
        transport.subscribe(QUEUE, "group", 10, others::add);

        subscription.close();
        subscription.close();

        assertThat(take(others).message().id()).isEqualTo("1");
    }

    @Test
    void keeps_order_per_key_and_loses_nothing_while_members_come_and_go() throws InterruptedException {
        int messages = 10_000;
        Map<String, Integer> last = new ConcurrentHashMap<>();
        Map<String, Boolean> running = new ConcurrentHashMap<>();
        Set<Integer> handled = ConcurrentHashMap.newKeySet();
        ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(messages);
        java.util.function.Consumer<Delivery> consumer = delivery -> Thread.startVirtualThread(() -> {
            String key = delivery.message().key();
            int number = Integer.parseInt(delivery.message().id());
            if (running.putIfAbsent(key, true) != null) {
                faults.add("two of " + key + " at a time");
            }
            boolean again = number % 17 == 0 && delivery.attempt() == 1;
            if (!again) {
                if (handled.add(number)) { // what was settled beyond the watermark comes again when its shard moves
                    Integer before = last.put(key, number);
                    if (before != null && before >= number) {
                        faults.add(number + " after " + before + " of " + key);
                    }
                    done.countDown();
                }
            }
            running.remove(key);
            if (again) {
                delivery.retry(Duration.ofMillis(1), cause);
            } else {
                delivery.ack();
            }
        });
        List<Subscription> members = new ArrayList<>(List.of(transport.subscribe(QUEUE, "group", 50, consumer)));
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < messages; i++) {
            send(QUEUE, Integer.toString(i), "key-" + random.nextInt(40));
            if (i % 100 == 0) {
                if (members.size() > 1 && random.nextBoolean()) {
                    Subscription leaving = members.remove(random.nextInt(members.size()));
                    leaving.drain(Duration.ofSeconds(10));
                    leaving.close();
                } else {
                    members.add(transport.subscribe(QUEUE, "group", 1 + random.nextInt(50), consumer));
                }
            }
        }

        assertThat(done.await(20, TimeUnit.SECONDS))
                .as("%s left", done.getCount())
                .isTrue();
        assertThat(faults).isEmpty();
    }

    private static Delivery take(BlockingQueue<Delivery> deliveries) throws InterruptedException {
        Delivery delivery = deliveries.poll(10, TimeUnit.SECONDS);
        assertThat(delivery).isNotNull();
        return delivery;
    }

    private Receipt send(Channel channel, String id, String key) {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, id)
                .setIfPresent(HeaderNames.KEY, key)
                .build();
        return transport
                .send(channel, List.of(new Message(headers, new byte[0])))
                .join()
                .getFirst();
    }
}

package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slow receivers hold back their senders, and lose nothing. */
@Timeout(60)
class FlowControlTest {
    private static Message large(String id, int bytes) {
        Message small = Town.message(id, "k");
        return new Message(small.headers(), new byte[bytes]);
    }

    @Test
    void a_receiver_that_settles_nothing_takes_a_window_and_a_sender_that_does_not_wait_blocks_at_its_queue()
            throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport sender = town.open("queue", "1MiB", "patience", "30s");
            Town.Got slow = new Town.Got(false);
            town.open("window", "64KiB").subscribe(Town.CHANNEL, "slow", 1, slow);
            List<CompletableFuture<List<Receipt>>> receipts = new ArrayList<>();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 60; i++) {
                    CompletableFuture<List<Receipt>> receipt =
                            sender.send(Town.CHANNEL, List.of(large("m" + i, 30 * 1024)));
                    synchronized (receipts) {
                        receipts.add(receipt);
                    }
                }
            });
            Delivery first = slow.take();
            try {
                sending.get(300, TimeUnit.MILLISECONDS);
                throw new AssertionError("60 messages of 30 KiB fit into a queue of 1 MiB");
            } catch (TimeoutException e) {
                assertThat(slow.waiting()).as("beyond the credit of 1").isZero();
            }
            synchronized (receipts) {
                assertThat(receipts.stream().filter(CompletableFuture::isDone).count())
                        .as("accepted: what fits into the window")
                        .isBetween(1L, 2L);
            }
            first.ack();
            List<String> ids = new ArrayList<>(List.of(first.message().id()));
            while (ids.size() < 60) {
                Delivery next = slow.take();
                ids.add(next.message().id());
                next.ack();
            }
            assertThat(ids)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 60).mapToObj(i -> "m" + i).toList());
            sending.get(20, TimeUnit.SECONDS);
            for (CompletableFuture<List<Receipt>> receipt : receipts) {
                assertThat(Town.receipt(receipt)).isInstanceOf(Receipt.Accepted.class);
            }
        }
    }

    @Test
    void a_batch_larger_than_the_queue_goes_rather_than_wait_for_itself() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport sender = town.open("queue", "1MiB");
            Town.Got got = new Town.Got(true);
            town.open().subscribe(Town.CHANNEL, "g", 10, got);
            List<Message> batch = IntStream.range(0, 100)
                    .mapToObj(i -> large("m" + i, 30 * 1024))
                    .toList();
            List<Receipt> receipts = CompletableFuture.supplyAsync(
                            () -> sender.send(Town.CHANNEL, batch).join())
                    .get(20, TimeUnit.SECONDS);
            assertThat(receipts).hasSize(100).allMatch(Receipt.Accepted.class::isInstance);
            for (int i = 0; i < 100; i++) {
                assertThat(got.take().message().id()).isEqualTo("m" + i);
            }
        }
    }

    @Test
    void who_waits_for_room_waits_no_longer_than_its_patience_and_what_is_behind_does_not_go_before() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport sender = town.open("queue", "1MiB", "patience", "3s", "confirm", "handled");
            Town.Got slow = new Town.Got(false);
            town.open().subscribe(Town.CHANNEL, "slow", 100, slow);
            assertThat(Town.receipt(warmUp(sender, slow))).isInstanceOf(Receipt.Accepted.class);
            List<Message> batch = new ArrayList<>(IntStream.range(0, 3)
                    .mapToObj(i -> large("m" + i, 400 * 1024))
                    .toList());
            batch.add(large("small", 10));
            CompletableFuture<List<Receipt>> receipts = sender.send(Town.CHANNEL, batch);
            slow.take().ack();
            slow.take().ack();
            List<Receipt> all = receipts.get(20, TimeUnit.SECONDS);
            assertThat(all.subList(0, 2)).allMatch(Receipt.Accepted.class::isInstance);
            assertThat(all.subList(2, 4)).allSatisfy(receipt -> {
                assertThat(((Receipt.Failed) receipt).error().code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                assertThat(((Receipt.Failed) receipt).error().retrySafe()).isTrue();
                assertThat(((Receipt.Failed) receipt).error()).hasMessageContaining("zeromq.queue");
            });
        }
    }

    /** Until sender and receiver know each other. */
    private static CompletableFuture<List<Receipt>> warmUp(ZeroMqTransport sender, Town.Got got) throws Exception {
        CompletableFuture<List<Receipt>> receipts = sender.send(Town.CHANNEL, List.of(Town.message("first", "k")));
        got.take().ack();
        return receipts;
    }

    @Test
    void a_message_larger_than_the_window_goes_alone() throws Exception {
        try (Town town = new Town()) {
            Town.Got got = new Town.Got(true);
            town.open("window", "64KiB").subscribe(Town.CHANNEL, "g", 1, got);
            ZeroMqTransport sender = town.open();
            for (int i = 0; i < 3; i++) {
                assertThat(Town.receipt(sender.send(Town.CHANNEL, List.of(large("m" + i, 300 * 1024)))))
                        .isInstanceOf(Receipt.Accepted.class);
                assertThat(got.take().message().payload()).hasSize(300 * 1024);
            }
        }
    }
}

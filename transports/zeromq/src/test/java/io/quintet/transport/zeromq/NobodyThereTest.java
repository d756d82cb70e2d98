package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of messages whose receivers are not there. */
@Timeout(60)
class NobodyThereTest {
    private static final Channel TOPIC = new Channel("events", Channel.Kind.PUBLISH_SUBSCRIBE, 4);

    private static Receipt.Failed failed(Receipt receipt) {
        assertThat(receipt).isInstanceOf(Receipt.Failed.class);
        return (Receipt.Failed) receipt;
    }

    @Test
    void a_message_to_nobody_fails_says_so_and_is_safe_to_send_again() throws Exception {
        try (Town town = new Town()) {
            Receipt receipt =
                    Town.receipt(town.open("patience", "200ms").send(Town.CHANNEL, List.of(Town.message("m", "k"))));
            assertThat(failed(receipt).error().code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(failed(receipt).error().retrySafe()).isTrue();
            assertThat(failed(receipt).error()).hasMessageContainingAll("orders", "nobody was there", "PT0.2S");
        }
    }

    @Test
    void a_group_that_was_there_a_moment_ago_is_waited_for_by_its_name_and_others_get_the_message() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport sender = town.open("patience", "2s");
            Subscription leaving = town.open().subscribe(TOPIC, "leaving", 10, new Town.Got(true));
            Town.Got staying = new Town.Got(true);
            town.open().subscribe(TOPIC, "staying", 10, staying);
            assertThat(Town.receipt(sender.send(TOPIC, List.of(Town.message("m1", "k")))))
                    .isInstanceOf(Receipt.Accepted.class);
            leaving.close();
            Receipt receipt = Town.receipt(sender.send(TOPIC, List.of(Town.message("m2", "k"))));
            assertThat(failed(receipt).error()).hasMessageContainingAll("events", "m2", "nobody of group leaving");
            assertThat(failed(receipt).error().retrySafe())
                    .as("the other group has it")
                    .isFalse();
            assertThat(staying.take().message().id()).isEqualTo("m1");
            assertThat(staying.take().message().id()).isEqualTo("m2");
        }
    }

    @Test
    void a_group_is_forgotten_when_it_was_away_for_long_and_others_do_not_wait_for_it_any_more() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport sender = town.open("patience", "3s", "remember", "100ms");
            Subscription leaving = town.open().subscribe(TOPIC, "leaving", 10, new Town.Got(true));
            Town.Got staying = new Town.Got(true);
            town.open().subscribe(TOPIC, "staying", 10, staying);
            assertThat(Town.receipt(sender.send(TOPIC, List.of(Town.message("m", "k")))))
                    .isInstanceOf(Receipt.Accepted.class);
            leaving.close();
            // at first they may: what was sent while the group was remembered
            long deadline = System.nanoTime() + Town.PATIENCE.toNanos();
            int number = 0;
            while (!(Town.receipt(sender.send(TOPIC, List.of(Town.message("n" + number, "k"))))
                    instanceof Receipt.Accepted)) {
                assertThat(System.nanoTime()).as("forgotten").isLessThan(deadline);
                number++;
            }
            assertThat(staying.take().message().id()).isEqualTo("m");
        }
    }

    @Test
    void a_sender_keeps_nothing_of_what_was_accepted_and_settled() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport sender = town.open();
            town.open().subscribe(Town.CHANNEL, "kitchen", 10, new Town.Got(true));
            WeakReference<byte[]> payload = sent(sender);
            long deadline = System.nanoTime() + Town.PATIENCE.toNanos();
            while (payload.get() != null) {
                assertThat(System.nanoTime()).as("collected").isLessThan(deadline);
                System.gc();
                Thread.onSpinWait();
            }
        }
    }

    private static WeakReference<byte[]> sent(ZeroMqTransport sender) throws Exception {
        Message message = new Message(Town.message("m", "k").headers(), new byte[100_000]);
        WeakReference<byte[]> payload = new WeakReference<>(message.payload());
        assertThat(Town.receipt(sender.send(Town.CHANNEL, List.of(message)))).isInstanceOf(Receipt.Accepted.class);
        return payload;
    }

    @Test
    void a_group_that_comes_in_time_gets_what_waits_for_it_in_order() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport sender = town.open();
            CompletableFuture<List<Receipt>> receipts =
                    sender.send(Town.CHANNEL, List.of(Town.message("m1", "k"), Town.message("m2", "k")));
            Town.Got got = new Town.Got(true);
            town.open().subscribe(Town.CHANNEL, "late", 10, got);
            assertThat(Town.receipt(receipts)).isInstanceOf(Receipt.Accepted.class);
            assertThat(List.of(got.take().message().id(), got.take().message().id()))
                    .containsExactly("m1", "m2");
        }
    }

    @Test
    void what_waits_behind_a_message_of_its_key_that_failed_fails_with_it_and_other_keys_do_not() throws Exception {
        try (Town town = new Town();
                BareSocket full = BareSocket.router()) {
            var registry = town.closing(town.registry());
            registry.register(new io.quintet.spi.Instance(
                    "full~1",
                    "kitchen",
                    "zeromq-members",
                    new io.quintet.spi.Endpoint("zeromq.messages", full.address() + "?channel=orders")));
            ZeroMqTransport sender = town.open("patience", "2s");
            CompletableFuture<List<Receipt>> first = sender.send(Town.CHANNEL, List.of(Town.message("m1", "k")));
            full.receive("H");
            full.send(BareSocket.head("W"));
            long stream = full.receive("O").number(0);
            full.send(BareSocket.head("G", stream, 100)); // one at a time
            full.receive("S");
            full.send(BareSocket.head("A", stream, 1));
            assertThat(Town.receipt(first)).isInstanceOf(Receipt.Accepted.class);
            CompletableFuture<List<Receipt>> second = sender.send(Town.CHANNEL, List.of(Town.message("m2", "k")));
            CompletableFuture<List<Receipt>> third = sender.send(Town.CHANNEL, List.of(Town.message("m3", "k")));
            assertThat(failed(Town.receipt(second)).error()).hasMessageContainingAll("m2", "does not keep up");
            assertThat(failed(Town.receipt(third)).error()).hasMessageContaining("an earlier message of the same key");
        }
    }

    @Test
    void with_confirm_handled_a_message_is_accepted_when_it_is_handled_and_not_before() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport sender = town.open("confirm", "handled", "patience", "2s");
            Town.Got got = new Town.Got(false);
            town.open().subscribe(Town.CHANNEL, "kitchen", 10, got);
            CompletableFuture<List<Receipt>> receipts = sender.send(Town.CHANNEL, List.of(Town.message("m", "k")));
            var delivery = got.take();
            // longer than the patience, which is for those who are not there: measured by another message's failure
            assertThat(failed(Town.receipt(sender.send(TOPIC, List.of(Town.message("n", "k")))))
                            .error())
                    .hasMessageContaining("nobody was there");
            assertThat(receipts).isNotDone();
            delivery.ack();
            assertThat(Town.receipt(receipts)).isInstanceOf(Receipt.Accepted.class);
        }
    }

    @Test
    void who_closes_hears_the_answers_that_are_on_their_way() throws Exception {
        try (Town town = new Town();
                BareSocket slow = BareSocket.router()) {
            var registry = town.closing(town.registry());
            registry.register(new io.quintet.spi.Instance(
                    "slow~1",
                    "kitchen",
                    "zeromq-members",
                    new io.quintet.spi.Endpoint("zeromq.messages", slow.address() + "?channel=orders")));
            ZeroMqTransport sender = town.open();
            CompletableFuture<List<Receipt>> receipts =
                    sender.send(Town.CHANNEL, List.of(Town.message("m1", "k"), Town.message("m2", "k")));
            slow.receive("H");
            slow.send(BareSocket.head("W"));
            long stream = slow.receive("O").number(0);
            slow.send(BareSocket.head("G", stream, 100)); // one at a time
            slow.receive("S");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(sender::close);
            slow.send(BareSocket.head("A", stream, 1));
            assertThat(receipts.get(20, TimeUnit.SECONDS).getFirst()).isInstanceOf(Receipt.Accepted.class);
            assertThat(failed(receipts.get().getLast()).error()).hasMessageContaining("closed meanwhile");
            closing.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void closing_the_sender_fails_what_waits() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport sender = town.open();
            CompletableFuture<List<Receipt>> receipts = sender.send(Town.CHANNEL, List.of(Town.message("m", "k")));
            sender.close();
            assertThat(failed(Town.receipt(receipts)).error()).hasMessageContaining("closed meanwhile");
        }
    }
}

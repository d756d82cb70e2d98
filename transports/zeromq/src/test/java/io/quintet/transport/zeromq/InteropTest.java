package io.quintet.transport.zeromq;

import static io.quintet.transport.zeromq.BareSocket.head;
import static io.quintet.transport.zeromq.BareSocket.headers;
import static io.quintet.transport.zeromq.BareSocket.messages;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Delivery;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Failure;
import io.quintet.spi.Instance;
import io.quintet.spi.Receipt;
import io.quintet.spi.Registry;
import io.quintet.transport.zeromq.BareSocket.Got;
import io.quintet.transport.zeromq.BareSocket.Letter;
import io.quintet.transport.zeromq.Kitchen.Dish;
import io.quintet.transport.zeromq.Kitchen.Meal;
import io.quintet.transport.zeromq.Kitchen.SoldOut;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With sockets of bare JeroMQ on the other side, by the frames of docs/wire-format.md. */
@Timeout(60)
class InteropTest {
    /** As a member of the group kitchen of orders. */
    private static void register(Town town, BareSocket router) {
        Registry registry = town.closing(town.registry());
        registry.register(new Instance(
                "bare~1",
                "kitchen",
                "zeromq-members",
                new Endpoint("zeromq.messages", router.address() + "?channel=orders")));
    }

    @Test
    void a_bare_dealer_calls_and_gets_the_response_and_the_failure() throws Exception {
        try (Town town = new Town()) {
            Endpoint endpoint = town.open().serve(List.of(Kitchen.COOK), call -> {
                String dish = ((Dish) call.request()).name();
                if (dish.equals("soup")) {
                    return new Meal(dish);
                }
                throw new CallFailure(new Failure(
                        Code.FAILED_PRECONDITION, "gone", "SoldOut", new SoldOut.Detail(dish), List.of(), false));
            });
            BareSocket bare = BareSocket.greeted(town, endpoint);
            byte[] operation = "test-kitchen.cook".getBytes(UTF_8);
            bare.send(
                    head("C", 7, TimeUnit.SECONDS.toNanos(10)),
                    operation,
                    headers(),
                    "{\"name\":\"soup\"}".getBytes(UTF_8));
            Got result = bare.receive("R");
            assertThat(result.number(0)).isEqualTo(7);
            assertThat(result.text(1)).isEqualTo("{\"name\":\"soup\"}");
            bare.send(
                    head("C", 8, TimeUnit.SECONDS.toNanos(10)),
                    operation,
                    headers(),
                    "{\"name\":\"tea\"}".getBytes(UTF_8));
            Got failure = bare.receive("F");
            assertThat(failure.number(0)).isEqualTo(8);
            assertThat(failure.text(1)).contains("errorcode", "FAILED_PRECONDITION", "errortype", "SoldOut");
            assertThat(failure.text(2)).isEqualTo("{\"dish\":\"tea\"}");
        }
    }

    @Test
    void a_bare_router_answers_a_caller_and_hears_when_nobody_waits_any_more() throws Exception {
        try (Town town = new Town();
                BareSocket bare = BareSocket.router()) {
            ZeroMqTransport caller = town.open();
            Endpoint endpoint = new Endpoint("zeromq", bare.address());
            CompletableFuture<@Nullable Object> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return caller.call(endpoint, Kitchen.call("soup", Town.PATIENCE));
                } catch (io.quintet.DomainException e) {
                    throw new IllegalStateException(e);
                }
            });
            bare.receive("H");
            bare.send(head("W"));
            Got call = bare.receive("C");
            assertThat(call.text(1)).isEqualTo("test-kitchen.cook");
            assertThat(call.number(1)).isBetween(1L, Town.PATIENCE.toNanos());
            bare.send(head("R", call.number(0)), "{\"name\":\"borscht\"}".getBytes(UTF_8));
            assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(new Meal("borscht"));
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(() -> caller.call(endpoint, Kitchen.call("slow", java.time.Duration.ofMillis(200))))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
            Got unanswered = bare.receive("C");
            assertThat(bare.receive("X").number(0)).isEqualTo(unanswered.number(0));
        }
    }

    @Test
    void a_bare_dealer_sends_messages_and_hears_that_they_are_received_and_settled() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport transport = town.open();
            Town.Got got = new Town.Got(false);
            transport.subscribe(Town.CHANNEL, "kitchen", 10, got);
            Endpoint endpoint = transport.serve(List.of(Kitchen.COOK), call -> new Meal("any"));
            BareSocket bare = BareSocket.greeted(town, endpoint);
            bare.send(head("O", 1), "orders".getBytes(UTF_8), "kitchen".getBytes(UTF_8));
            assertThat(bare.receive("G").number(1)).isEqualTo(8L * 1024 * 1024);
            bare.send(messages(
                    1, 1, headers("id", "m1", "partitionkey", "k", "messagetype", "EVENT"), "payload".getBytes(UTF_8)));
            Got received = bare.receive("A");
            assertThat(received.frames()).hasSize(1);
            assertThat(received.numbers()).isEqualTo(2);
            assertThat(received.number(0)).isEqualTo(1);
            assertThat(received.number(1)).isEqualTo(1);
            Delivery delivery = got.take();
            assertThat(delivery.message().id()).isEqualTo("m1");
            assertThat(delivery.message().key()).isEqualTo("k");
            assertThat(delivery.message().header(HeaderNames.MESSAGE_TYPE)).isEqualTo("EVENT");
            assertThat(delivery.message().payload()).asString(UTF_8).isEqualTo("payload");
            delivery.ack();
            Got settled = bare.receive("A");
            assertThat(settled.numbers()).isEqualTo(4);
            assertThat(List.of(settled.number(0), settled.number(1), settled.number(2), settled.number(3)))
                    .containsExactly(1L, 1L, 1L, 1L);
            bare.send(head("O", 2), "orders".getBytes(UTF_8), "strangers".getBytes(UTF_8));
            assertThat(bare.receive("N").text(1)).contains("orders", "strangers");
        }
    }

    @Test
    void a_bare_router_that_stands_in_the_registry_gets_messages_within_its_window() throws Exception {
        try (Town town = new Town();
                BareSocket bare = BareSocket.router()) {
            register(town, bare);
            ZeroMqTransport sender = town.open();
            CompletableFuture<List<Receipt>> receipts = sender.send(
                    Town.CHANNEL, List.of(Town.message("m1", "k"), Town.message("m2", "k"), Town.message("m3", "k")));
            bare.receive("H");
            bare.send(head("W"));
            Got open = bare.receive("O");
            assertThat(List.of(open.text(1), open.text(2), open.text(3)))
                    .containsExactly("orders", "kitchen", "bare~1");
            long stream = open.number(0);
            bare.send(head("G", stream, 1100)); // room for two of more than 512 bytes each
            Got first = bare.receive("S");
            assertThat(first.frames()).hasSize(1);
            assertThat(List.of(first.number(0), first.number(1))).containsExactly(stream, 1L);
            assertThat(first.messages()).extracting(Letter::payload).containsExactly("m1", "m2");
            assertThat(first.messages().getFirst().attempt()).isEqualTo(1);
            assertThat(first.messages().getFirst().headers()).contains("id", "m1", "partitionkey");
            bare.send(head("A", stream, 2));
            assertThat(receipts).isNotDone();
            bare.send(head("A", stream, 2, 1, 1));
            Got third = bare.receive("S");
            assertThat(third.number(1)).isEqualTo(3);
            assertThat(third.messages()).extracting(Letter::payload).containsExactly("m3");
            bare.send(head("A", stream, 3));
            assertThat(receipts.get(20, TimeUnit.SECONDS)).hasSize(3).allMatch(Receipt.Accepted.class::isInstance);
        }
    }

    @Test
    void a_bare_dealer_sends_many_messages_in_one_frame_and_hears_of_all_in_one() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport transport = town.open();
            Town.Got got = new Town.Got(true);
            transport.subscribe(Town.CHANNEL, "kitchen", 10, got);
            Endpoint endpoint = transport.serve(List.of(Kitchen.COOK), call -> new Meal("any"));
            BareSocket bare = BareSocket.greeted(town, endpoint);
            bare.send(head("O", 1), "orders".getBytes(UTF_8), "kitchen".getBytes(UTF_8));
            bare.receive("G");
            byte[][] parts = new byte[2 * 300][];
            for (int i = 0; i < 300; i++) {
                parts[2 * i] = headers("id", "m" + i, "partitionkey", "k" + i % 7);
                parts[2 * i + 1] = new byte[i];
            }
            bare.send(messages(1, 1, parts));
            Got all = bare.receive("A");
            assertThat(all.numbers()).isEqualTo(4);
            assertThat(List.of(all.number(0), all.number(1), all.number(2), all.number(3)))
                    .as("received up to 300, and settled from 1 to 300")
                    .containsExactly(1L, 300L, 1L, 300L);
            int payloads = 0;
            for (int i = 0; i < 300; i++) {
                payloads += got.take().message().payload().length;
            }
            assertThat(payloads).isEqualTo(300 * 299 / 2);
        }
    }

    @Test
    void what_a_bare_router_settles_in_any_order_makes_room_and_what_it_cannot_have_ends_the_connection()
            throws Exception {
        try (Town town = new Town();
                BareSocket bare = BareSocket.router()) {
            register(town, bare);
            ZeroMqTransport sender = town.open();
            List<Message> some = List.of(
                    Town.message("m1", "a"), Town.message("m2", "b"), Town.message("m3", "c"), Town.message("m4", "d"));
            CompletableFuture<List<Receipt>> receipts = sender.send(Town.CHANNEL, some);
            bare.receive("H");
            bare.send(head("W"));
            long stream = bare.receive("O").number(0);
            bare.send(head("G", stream, 1 << 20));
            assertThat(bare.receive("S").messages()).hasSize(4);
            bare.send(head("A", stream, 4, 3, 4, 1, 1));
            assertThat(receipts.get(20, TimeUnit.SECONDS)).allMatch(Receipt.Accepted.class::isInstance);
            bare.send(head("A", stream, 4, 3, 3)); // once more
            bare.receive("H");
            bare.send(head("W"));
            long again = bare.receive("O").number(0);
            bare.send(head("G", again, 1 << 20));
            Got back = bare.receive("S");
            assertThat(back.number(1)).isEqualTo(1);
            assertThat(back.messages())
                    .extracting(Letter::payload, Letter::attempt)
                    .containsExactly(tuple("m2", 2));
        }
    }
}

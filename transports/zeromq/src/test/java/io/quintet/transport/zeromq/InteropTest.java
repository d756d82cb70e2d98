package io.quintet.transport.zeromq;

import static io.quintet.transport.zeromq.BareSocket.head;
import static io.quintet.transport.zeromq.BareSocket.headers;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.spi.CallFailure;
import io.quintet.spi.Delivery;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Failure;
import io.quintet.spi.Instance;
import io.quintet.spi.Receipt;
import io.quintet.spi.Registry;
import io.quintet.transport.zeromq.BareSocket.Got;
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
    private static final byte[] NAME = "bare/1".getBytes(UTF_8);

    private static String connected(Endpoint endpoint) {
        return Address.parse(endpoint.address()).endpoint();
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
            BareSocket bare = town.closing(BareSocket.dealer(connected(endpoint)));
            bare.send(head("H"), NAME);
            bare.receive("W");
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
            BareSocket bare = town.closing(BareSocket.dealer(connected(endpoint)));
            bare.send(head("H"), NAME);
            bare.receive("W");
            bare.send(head("O", 1), "orders".getBytes(UTF_8), "kitchen".getBytes(UTF_8));
            assertThat(bare.receive("G").number(1)).isEqualTo(8L * 1024 * 1024);
            bare.send(
                    head("S", 1, 1, 1),
                    headers("id", "m1", "partitionkey", "k", "messagetype", "EVENT"),
                    "payload".getBytes(UTF_8));
            Got received = bare.receive("A");
            assertThat(received.number(0)).isEqualTo(1);
            assertThat(received.number(1)).isEqualTo(1);
            Delivery delivery = got.take();
            assertThat(delivery.message().id()).isEqualTo("m1");
            assertThat(delivery.message().key()).isEqualTo("k");
            assertThat(delivery.message().header(HeaderNames.MESSAGE_TYPE)).isEqualTo("EVENT");
            assertThat(delivery.message().payload()).asString(UTF_8).isEqualTo("payload");
            delivery.ack();
            Got settled = bare.receive("D");
            assertThat(settled.number(0)).isEqualTo(1);
            assertThat(settled.frames().get(1)).isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
            bare.send(head("O", 2), "orders".getBytes(UTF_8), "strangers".getBytes(UTF_8));
            assertThat(bare.receive("N").text(1)).contains("orders", "strangers");
        }
    }

    @Test
    void a_bare_router_that_stands_in_the_registry_gets_messages_within_its_window() throws Exception {
        try (Town town = new Town();
                BareSocket bare = BareSocket.router()) {
            Registry registry = town.closing(town.registry());
            registry.register(new Instance(
                    "bare~1",
                    "kitchen",
                    "zeromq-members",
                    new Endpoint("zeromq.messages", bare.address() + "?channel=orders")));
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
            assertThat(List.of(first.number(0), first.number(1), first.number(2)))
                    .containsExactly(stream, 1L, 1L);
            assertThat(first.text(1)).contains("id", "m1", "partitionkey");
            assertThat(first.text(2)).isEqualTo("m1");
            assertThat(bare.receive("S").number(1)).isEqualTo(2);
            bare.send(head("A", stream, 2));
            assertThat(receipts).isNotDone();
            bare.send(head("D", stream), new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
            assertThat(bare.receive("S").text(2)).isEqualTo("m3");
            bare.send(head("A", stream, 3));
            assertThat(receipts.get(20, TimeUnit.SECONDS)).hasSize(3).allMatch(Receipt.Accepted.class::isInstance);
        }
    }
}

package io.quintet.transport.zeromq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.message.Headers;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Failure;
import io.quintet.transport.zeromq.Kitchen.Dish;
import io.quintet.transport.zeromq.Kitchen.Meal;
import io.quintet.transport.zeromq.Kitchen.SoldOut;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that cannot travel as they are, and what is served twice. */
@Timeout(60)
class CallsTest {
    record Weight(double kilos) {}

    /** What a handler throws, and the code that the caller gets. */
    record Awkward(String what, Throwable thrown, Code code) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Failure soldOut(String message, Object detail, List<Violation> violations) {
        return new Failure(Code.FAILED_PRECONDITION, message, "SoldOut", detail, violations, false);
    }

    static Stream<Awkward> awkward() {
        return Stream.of(
                new Awkward(
                        "a detail that cannot be encoded",
                        new CallFailure(soldOut("sold out", new Weight(Double.NaN), List.of())),
                        Code.FAILED_PRECONDITION),
                new Awkward(
                        "a detail that is too large",
                        new CallFailure(soldOut("sold out", new SoldOut.Detail("x".repeat(5 << 20)), List.of())),
                        Code.FAILED_PRECONDITION),
                new Awkward(
                        "a message that is too large",
                        new CallFailure(Failure.of(Code.NOT_FOUND, "x".repeat(5 << 20))),
                        Code.NOT_FOUND),
                new Awkward(
                        "violations that are too large",
                        new CallFailure(new Failure(
                                Code.INVALID_ARGUMENT,
                                "invalid",
                                null,
                                null,
                                IntStream.range(0, 90)
                                        .mapToObj(i -> new Violation("/" + i, "x".repeat(100_000)))
                                        .toList(),
                                true)),
                        Code.INVALID_ARGUMENT),
                new Awkward("an error", new StackOverflowError("of an encoder"), Code.INTERNAL));
    }

    /** Throws it for the dish "awkward". */
    private static CallHandler throwing(Throwable thrown) {
        return call -> {
            if (((Dish) call.request()).name().equals("awkward")) {
                switch (thrown) {
                    case CallFailure failure -> throw failure;
                    case Error error -> throw error;
                    default -> throw new IllegalArgumentException(thrown);
                }
            }
            return new Meal("soup");
        };
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void a_failure_that_cannot_travel_as_it_is_is_answered_and_keeps_no_place(Awkward awkward) throws Exception {
        try (Town town = new Town()) {
            Endpoint endpoint = town.open("max-calls", "1").serve(List.of(Kitchen.COOK), throwing(awkward.thrown()));
            ZeroMqTransport client = town.open();
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(() -> client.call(endpoint, Kitchen.call("awkward", Town.PATIENCE)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(awkward.code()));
            assertThat(client.call(endpoint, Kitchen.call("soup", Town.PATIENCE)))
                    .isEqualTo(new Meal("soup"));
        }
    }

    @Test
    void headers_that_are_too_large_are_refused_with_size_and_limit_and_the_connection_stays() throws Exception {
        try (Town town = new Town()) {
            Endpoint endpoint = town.open().serve(List.of(Kitchen.COOK), call -> new Meal("soup"));
            ZeroMqTransport client = town.open();
            Call large = new Call(
                    Kitchen.COOK,
                    new Dish("soup"),
                    Headers.of("note", "x".repeat(Headers.MAX_BYTES)),
                    Deadline.in(Town.PATIENCE));
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(() -> client.call(endpoint, large))
                    .withMessageContainingAll("headers of 262", "262144")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT));
        }
    }

    @Test
    void a_contract_that_is_served_twice_is_refused_and_the_first_goes_on() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport server = town.open();
            Endpoint endpoint = server.serve(List.of(Kitchen.COOK), call -> new Meal("soup"));
            assertThatExceptionOfType(InvalidContractException.class)
                    .isThrownBy(() -> server.serve(List.of(Kitchen.COOK), call -> new Meal("other")))
                    .withMessageContaining("test-kitchen.cook is served already");
            assertThat(town.open().call(endpoint, Kitchen.call("soup", Town.PATIENCE)))
                    .isEqualTo(new Meal("soup"));
        }
    }

    @Test
    void who_closes_says_how_many_calls_it_took() throws Exception {
        try (Town town = new Town()) {
            ZeroMqTransport server = town.open();
            Endpoint endpoint = server.serve(List.of(Kitchen.COOK), call -> new Meal("soup"));
            BareSocket bare = BareSocket.greeted(town, endpoint);
            for (int call = 1; call <= 2; call++) {
                bare.send(
                        BareSocket.head("C", call, Town.PATIENCE.toNanos()),
                        "test-kitchen.cook".getBytes(UTF_8),
                        BareSocket.headers(),
                        "{\"name\":\"soup\"}".getBytes(UTF_8));
                bare.receive("R");
            }
            server.close();
            assertThat(bare.receive("B").number(0)).isEqualTo(2);
        }
    }

    /** Why a call fails, which begins at once. */
    private static CompletableFuture<QuintetException> failure(ZeroMqTransport client, Endpoint at, String dish) {
        CompletableFuture<QuintetException> failure = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                failure.completeExceptionally(
                        new AssertionError("returned " + client.call(at, Kitchen.call(dish, Town.PATIENCE))));
            } catch (QuintetException e) {
                failure.complete(e);
            } catch (Throwable e) {
                failure.completeExceptionally(e);
            }
        });
        return failure;
    }

    @Test
    void a_call_that_a_closing_peer_did_not_take_is_safe_to_retry_and_one_that_it_took_is_not() throws Exception {
        try (Town town = new Town();
                BareSocket peer = BareSocket.router()) {
            ZeroMqTransport client = town.open();
            Endpoint endpoint = new Endpoint("zeromq", peer.address());
            CompletableFuture<QuintetException> taken = failure(client, endpoint, "taken");
            peer.receive("H");
            peer.send(BareSocket.head("W"));
            peer.receive("C");
            CompletableFuture<QuintetException> crossing = failure(client, endpoint, "crossing");
            peer.receive("C");
            peer.send(BareSocket.head("B", 1));
            QuintetException ended = taken.get(20, TimeUnit.SECONDS);
            QuintetException missed = crossing.get(20, TimeUnit.SECONDS);
            assertThat(List.of(ended.code(), missed.code())).containsOnly(Code.UNAVAILABLE);
            assertThat(ended.retrySafe()).isFalse();
            assertThat(missed.retrySafe()).isTrue();
        }
    }
}

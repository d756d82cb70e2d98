package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.Deadline;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;
import io.quintet.RequestResponse;
import io.quintet.contract.ContractModel;
import io.quintet.message.Headers;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class StreamsTest {
    /** Streams of every kind. */
    @Contract("till")
    public interface Till {
        @RequestResponse
        Stream<Shop.Answer> count(Start request) throws Shop.SoldOut;

        @RequestResponse(timeout = "300ms")
        Stream<Shop.Answer> hurry(Start request);

        @RequestResponse
        Shop.Answer sum(Stream<Coin> coins);

        @RequestResponse
        Stream<Shop.Answer> echo(Stream<Coin> coins);
    }

    /** A request without a key. */
    public record Start(String id, int number) implements java.io.Serializable {}

    /** Another. */
    public record Coin(int cents) implements java.io.Serializable {}

    /** Serves it. */
    public static class Service {
        private final AtomicInteger made = new AtomicInteger();
        private final CountDownLatch closed = new CountDownLatch(1);

        public Stream<Shop.Answer> count(Start request) throws Shop.SoldOut {
            if (request.id().equals("sold")) {
                throw new Shop.SoldOut(new Shop.SoldOut.Detail("sold"));
            }
            return IntStream.iterate(1, i -> i + 1)
                    .mapToObj(i -> {
                        if (i > request.number()) {
                            throw new IllegalStateException("password=1");
                        }
                        made.incrementAndGet();
                        return new Shop.Answer("" + i);
                    })
                    .onClose(closed::countDown);
        }

        public Stream<Shop.Answer> hurry(Start request) {
            BlockingQueue<Shop.Answer> never = new LinkedBlockingQueue<>();
            return Stream.generate(() -> {
                try {
                    return never.take();
                } catch (InterruptedException e) {
                    closed.countDown();
                    throw new IllegalStateException(e);
                }
            });
        }

        public Shop.Answer sum(Stream<Coin> coins) {
            return new Shop.Answer("" + coins.mapToInt(Coin::cents).sum());
        }

        public Stream<Shop.Answer> echo(Stream<Coin> coins) {
            return coins.map(coin -> new Shop.Answer("" + coin.cents()));
        }
    }

    private final String broker = UUID.randomUUID().toString();
    private final QuintetRuntime server = Fixtures.runtime("till", broker, Map.of());
    private final QuintetRuntime client = Fixtures.runtime("customer", broker, Map.of());
    private final Service service = new Service();
    private Till till;

    @BeforeEach
    void begin() {
        server.serve(Till.class, service);
        till = client.client(Till.class);
    }

    @AfterEach
    void end() {
        client.close();
        server.close();
    }

    @Test
    void an_error_of_the_callers_own_requests_is_thrown_to_the_caller() {
        assertThatThrownBy(() -> till.echo(Stream.generate(() -> {
                            throw new StackOverflowError("on purpose");
                        }))
                        .toList())
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void a_contract_of_calls_that_is_served_twice_is_refused_and_the_first_goes_on() {
        assertThatThrownBy(() -> server.serve(Till.class, new Service() {
                    @Override
                    public Shop.Answer sum(Stream<Coin> coins) {
                        return new Shop.Answer("of another");
                    }
                }))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("is served already");
        assertThat(till.sum(Stream.of(new Coin(1), new Coin(2)))).isEqualTo(new Shop.Answer("3"));
    }

    @Test
    void responses_come_one_by_one_and_are_made_when_they_are_taken() throws Exception {
        try (Stream<Shop.Answer> answers = till.count(new Start("a", 1000))) {
            Iterator<Shop.Answer> each = answers.iterator();
            for (int i = 1; i <= 10; i++) {
                assertThat(each.next()).isEqualTo(new Shop.Answer("" + i));
                assertThat(service.made.get())
                        .as("at most one waits and one is on its way")
                        .isBetween(i, i + 2);
            }
        }
        assertThat(service.closed.await(10, TimeUnit.SECONDS))
                .as("closed there, too")
                .isTrue();
    }

    @Test
    void requests_are_taken_by_the_handler() {
        assertThat(till.sum(IntStream.rangeClosed(1, 100).mapToObj(Coin::new))).isEqualTo(new Shop.Answer("5050"));
    }

    @Test
    void both_sides_stream_at_the_same_time() {
        BlockingQueue<Coin> coins = new LinkedBlockingQueue<>(List.of(new Coin(1)));
        Stream<Coin> requests = Stream.generate(() -> taken(coins)).takeWhile(coin -> coin.cents() < 10);
        try (Stream<Shop.Answer> answers = till.echo(requests)) {
            Iterator<Shop.Answer> each = answers.iterator();
            for (int i = 1; i < 10; i++) {
                assertThat(each.next()).isEqualTo(new Shop.Answer("" + i));
                coins.add(new Coin(i + 1));
            }
            assertThat(each.hasNext()).isFalse();
        }
    }

    private static Coin taken(BlockingQueue<Coin> coins) {
        try {
            return coins.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_contracts_own_exception_comes_out_of_the_stream() {
        assertThatThrownBy(() -> till.count(new Start("sold", 1)).toList()).isInstanceOf(Shop.SoldOut.class);
    }

    @Test
    void what_fails_in_the_middle_comes_after_what_went_before() throws Exception {
        List<Shop.Answer> taken = new ArrayList<>();
        try (Stream<Shop.Answer> answers = till.count(new Start("a", 2))) {
            assertThatThrownBy(() -> answers.forEach(taken::add)).isInstanceOfSatisfying(QuintetException.class, e -> {
                assertThat(e.code()).isEqualTo(Code.INTERNAL);
                assertThat(e).hasMessageNotContaining("password");
            });
        }
        assertThat(taken).containsExactly(new Shop.Answer("1"), new Shop.Answer("2"));
    }

    @Test
    void the_deadline_bounds_all_of_it_and_interrupts_the_handler() throws Exception {
        try (Stream<Shop.Answer> answers = till.hurry(new Start("a", 1))) {
            assertThatThrownBy(answers::toList)
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
        }
        assertThat(service.closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_call_is_repeated_until_something_of_its_stream_was_taken() throws Exception {
        QuintetException nobody = QuintetException.unreachable("nobody there", null);
        AtomicInteger calls = new AtomicInteger();
        Retrying retrying = new Retrying(
                call -> {
                    if (calls.incrementAndGet() == 1) {
                        throw nobody;
                    }
                    if (calls.get() == 2) {
                        return ((Stream<?>) call.request()).toList();
                    }
                    assertThat(((Stream<?>) call.request()).iterator().next()).isEqualTo(new Coin(1));
                    throw nobody;
                },
                8,
                Fixtures.SHORT,
                new io.quintet.resilience.RetryBudget(20));
        assertThat(retrying.invoke(sum())).isEqualTo(List.of(new Coin(1), new Coin(2)));
        assertThat(calls).hasValue(2);
        assertThatThrownBy(() -> retrying.invoke(sum())).isSameAs(nobody);
        assertThat(calls).hasValue(3);
    }

    private static Call sum() {
        BoundOperation operation = ContractModel.of(Till.class).operations().stream()
                .filter(each -> each.name().equals("sum"))
                .map(each -> BoundOperation.of(each, new SerializedCodec()))
                .findFirst()
                .orElseThrow();
        return new Call(
                operation,
                Stream.of(new Coin(1), new Coin(2)),
                Headers.empty(),
                Deadline.in(java.time.Duration.ofSeconds(10)));
    }
}

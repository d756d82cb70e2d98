package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.Quorum;
import io.quintet.RequestResponse;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Instances that agree, that lie, that fail, and that do not answer. */
@Timeout(30)
final class QuorumTest {
    private final String broker = UUID.randomUUID().toString();
    private final List<QuintetRuntime> open = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Contract("prices")
    public interface Prices {
        record Ask(String item) implements Serializable {}

        @SuppressWarnings("ArrayRecordComponent") // on purpose: equal only once encoded
        record Price(byte[] amount) implements Serializable {}

        final class NotSold extends DomainException {
            private static final long serialVersionUID = 1L;

            @SuppressWarnings("ArrayRecordComponent") // as above
            public record Detail(String item, byte[] proof) implements Serializable {}

            public NotSold(Detail detail) {
                super(Code.NOT_FOUND, "not sold: " + detail.item(), detail);
            }
        }

        @Quorum(2)
        @RequestResponse(idempotent = true)
        Price price(Ask ask) throws NotSold;
    }

    /** What an instance does. */
    @FunctionalInterface
    public interface Behaviour {
        Prices.Price price(Prices.Ask ask) throws Exception;
    }

    public record Service(Behaviour behaviour, AtomicInteger asked) {
        public Prices.Price price(Prices.Ask ask) throws Exception {
            asked.incrementAndGet();
            return behaviour.price(ask);
        }
    }

    private static Behaviour says(int amount) {
        return ask -> new Prices.Price(new byte[] {(byte) amount});
    }

    private static final Behaviour BROKEN = ask -> {
        throw new IllegalStateException("broken");
    };

    private static final Behaviour NOT_SOLD = ask -> {
        throw new Prices.NotSold(new Prices.NotSold.Detail(ask.item(), new byte[] {4, 2}));
    };

    private Prices prices(Behaviour... instances) {
        return prices(Map.of("resilience.hedge.after", "20ms"), instances);
    }

    private Prices prices(Map<String, String> settings, Behaviour... instances) {
        for (Behaviour instance : instances) {
            runtime("shop", Map.of()).serve(Prices.class, new Service(instance, asked));
        }
        Map<String, String> all = new HashMap<>(settings);
        all.put("resilience.retry.attempts", "1");
        return runtime("customer", all).client(Prices.class);
    }

    private QuintetRuntime runtime(String name, Map<String, String> settings) {
        QuintetRuntime runtime = Fixtures.runtime(name, broker, settings);
        open.add(runtime);
        return runtime;
    }

    @AfterEach
    void end() {
        open.forEach(QuintetRuntime::close);
    }

    private static int amount(Prices prices) throws Prices.NotSold {
        return prices.price(new Prices.Ask("tea")).amount()[0];
    }

    @Test
    void asks_just_as_many_as_must_agree_while_they_do() throws Exception {
        Prices prices = prices(Map.of(), says(5), says(5), says(5));

        assertThat(amount(prices)).isEqualTo(5);
        assertThat(asked).hasValue(2);
    }

    @Test
    void one_that_lies_is_outvoted_whoever_is_asked_first() throws Exception {
        Prices prices = prices(says(5), says(7), says(5));

        for (int i = 0; i < 20; i++) {
            assertThat(amount(prices)).isEqualTo(5);
        }
    }

    @Test
    void one_that_fails_is_made_up_for() throws Exception {
        Prices prices = prices(says(5), BROKEN, says(5));

        for (int i = 0; i < 4; i++) {
            assertThat(amount(prices)).isEqualTo(5);
        }
    }

    @Test
    void a_contracts_own_exception_is_an_answer_like_any_other() {
        Prices prices = prices(NOT_SOLD, NOT_SOLD, says(5));

        assertThatThrownBy(() -> amount(prices)).isInstanceOf(Prices.NotSold.class);
    }

    @Test
    void instances_that_disagree_are_an_arbitrary_failure() {
        Prices prices = prices(says(5), says(6), NOT_SOLD);

        assertThatThrownBy(() -> amount(prices))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(e.failureMode()).isEqualTo(FailureMode.ARBITRARY);
                })
                .hasMessageContaining("prices.price: the instances disagree: [[shop-")
                .hasMessageEndingWith("(expected: 2 answers alike)");
        assertThat(asked).hasValue(3);
    }

    @Test
    void too_few_answers_are_the_failure_of_those_that_gave_none() {
        Prices prices = prices(says(5), BROKEN, BROKEN);

        assertThatThrownBy(() -> amount(prices))
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(e.failureMode()).isEqualTo(FailureMode.RESPONSE);
                })
                .hasMessageContaining("too few instances answered (expected: 2 answers alike)");
    }

    @Test
    void too_few_instances_are_told_before_anything_is_sent() {
        Prices prices = prices(says(5));

        assertThatThrownBy(() -> amount(prices))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.retrySafe()).isTrue())
                .hasMessageContaining("1 instances serve it over memory at the moment (expected: at least 2");
        assertThat(asked).hasValue(0);
    }

    @Test
    void who_is_not_needed_any_more_is_interrupted() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch waits = new CountDownLatch(1);
        Behaviour silent = ask -> {
            try {
                waits.countDown();
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return new Prices.Price(new byte[] {5});
        };
        Behaviour after = ask -> {
            waits.await(); // so that the silent one is among those asked
            return new Prices.Price(new byte[] {7});
        };
        Behaviour lies = ask -> {
            waits.await();
            return new Prices.Price(new byte[] {9});
        };
        Prices prices = prices(after, silent, lies, after);

        assertThat(amount(prices)).isEqualTo(7);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}

package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Deadline;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.payload.PayloadSettings;
import io.quintet.payload.Payloads;
import io.quintet.signing.Keyring;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class BatchSettlementTest {
    private static final BoundOperation SOLD = BoundOperation.of(Fixtures.operation("sold"), new SerializedCodec());

    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<String> alone = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    public final class Listener {
        public void sold(List<Shop.Ask> events) {
            batches.add(events.stream().map(Shop.Ask::id).toList());
            if (events.stream().anyMatch(event -> event.id().equals("poison"))) {
                throw new IllegalStateException("poison");
            }
        }
    }

    private final class Given implements Delivery {
        private final String id;
        private final int attempt;

        Given(String id, int attempt) {
            this.id = id;
            this.attempt = attempt;
        }

        @Override
        public Message message() {
            Headers headers = Headers.of(HeaderNames.ID, id);
            if (id.equals("odd")) {
                headers = headers.with(HeaderNames.EXPIRES, "tomorrow");
            }
            return new Message(headers, SOLD.requests().encode(new Shop.Ask(id, 1)));
        }

        @Override
        public int attempt() {
            return attempt;
        }

        @Override
        public void ack() {
            told.add("ack " + id);
        }

        @Override
        public void retry(Duration after, Throwable cause) {
            told.add("retry " + id);
        }

        @Override
        public void reject(Throwable cause) {
            told.add("reject " + id);
        }
    }

    private BatchSettlement settlement(int most, Inbox inbox) {
        HandlerMethod handler = HandlerMethod.find(SOLD.model(), new Listener());
        assertThat(handler).isNotNull();
        return new BatchSettlement(
                handler,
                SOLD,
                "memory",
                inbox,
                this::settleAlone,
                most,
                new SignedMessages(Keyring.NONE),
                new Payloads(PayloadSettings.OFF, Map.of(), null, Clock.systemUTC()),
                () -> new CallContext(Deadline.in(Duration.ofSeconds(30)), null),
                Clock.systemUTC(),
                null);
    }

    private void settleAlone(Delivery delivery) {
        alone.add(delivery.message().id());
        if (delivery.message().id().equals("slow")) {
            begun.countDown();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        if (delivery.message().id().equals("unsettled")) {
            throw new IllegalStateException("the dead letters cannot be written");
        }
        delivery.ack();
    }

    /** Settles a slow one, and the others while it is under way. */
    private void settle(BatchSettlement settlement, Given... behind) throws InterruptedException {
        Thread first = Thread.startVirtualThread(() -> settlement.settle(new Given("slow", 1)));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        for (Given delivery : behind) {
            settlement.settle(delivery);
        }
        goOn.countDown();
        assertThat(first.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void what_arrives_while_one_is_handled_makes_up_the_next_batch() throws Exception {
        settle(settlement(100, Inbox.AT_LEAST_ONCE), new Given("a", 1), new Given("b", 1), new Given("c", 1));
        assertThat(batches).containsExactly(List.of("a", "b", "c"));
        assertThat(told).containsExactly("ack slow", "ack a", "ack b", "ack c");
    }

    @Test
    void a_batch_is_no_larger_than_the_setting_says() throws Exception {
        settle(
                settlement(2, Inbox.AT_LEAST_ONCE),
                new Given("a", 1),
                new Given("b", 1),
                new Given("c", 1),
                new Given("d", 1),
                new Given("e", 1));
        assertThat(batches).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(alone).containsExactly("slow", "e");
    }

    @Test
    void the_handler_sees_only_what_was_not_handled_before_and_all_is_acknowledged() throws Exception {
        Inbox knowsB = (deliveries, work) -> {
            List<Delivery> fresh = deliveries.stream()
                    .filter(delivery -> !delivery.message().id().equals("b"))
                    .toList();
            work.run(fresh);
            return fresh.size();
        };
        settle(settlement(100, knowsB), new Given("a", 1), new Given("b", 1), new Given("c", 1));
        assertThat(batches).containsExactly(List.of("a", "c"));
        assertThat(told).contains("ack a", "ack b", "ack c");
    }

    @Test
    void a_batch_that_fails_is_handled_one_by_one() throws Exception {
        settle(settlement(100, Inbox.AT_LEAST_ONCE), new Given("a", 1), new Given("poison", 1), new Given("c", 1));
        assertThat(batches).containsExactly(List.of("a", "poison", "c"));
        assertThat(alone).containsExactly("slow", "a", "poison", "c");
    }

    @Test
    void one_that_cannot_be_settled_keeps_no_other_from_it() throws Exception {
        BatchSettlement settlement = settlement(100, Inbox.AT_LEAST_ONCE);
        settle(settlement, new Given("unsettled", 2), new Given("a", 1), new Given("odd", 1), new Given("c", 1));
        assertThat(alone).containsExactly("slow", "unsettled", "odd");
        assertThat(batches).containsExactly(List.of("a", "c"));
        settlement.settle(new Given("unsettled", 3));
        settlement.settle(new Given("d", 1));
        assertThat(told).containsExactly("ack slow", "ack odd", "ack a", "ack c", "ack d");
    }

    @Test
    void what_has_failed_before_is_handled_alone() throws Exception {
        settle(settlement(100, Inbox.AT_LEAST_ONCE), new Given("a", 1), new Given("again", 2), new Given("c", 1));
        assertThat(alone).containsExactly("slow", "again");
        assertThat(batches).containsExactly(List.of("a", "c"));
    }
}

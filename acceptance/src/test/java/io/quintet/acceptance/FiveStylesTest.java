package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quintet.Code;
import io.quintet.DurableRequests;
import io.quintet.Quintet;
import io.quintet.QuintetException;
import io.quintet.Reply;
import io.quintet.Responses;
import io.quintet.acceptance.kitchen.Kitchen;
import io.quintet.acceptance.kitchen.KitchenEvents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The five styles between two services, the same over every technology. */
@ParameterizedClass(name = "over {0}")
@EnumSource(Technology.class)
class FiveStylesTest {
    private static final long PATIENCE = 20;

    @Parameter
    Technology technology;

    @TempDir
    Path directory;

    private final List<Quintet> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.reversed().forEach(Quintet::close);
    }

    private Quintet start(String service) {
        Quintet quintet =
                technology.configure(Quintet.builder().name(service), directory).build();
        started.add(quintet);
        return quintet;
    }

    /** A kitchen that works without a database. */
    public static class Cook implements Kitchen {
        final BlockingQueue<Reminder> reminders = new LinkedBlockingQueue<>();

        @Override
        public Ticket findTicket(FindTicket query) throws TicketNotFound {
            if (query.ticketId().equals("none")) {
                throw new TicketNotFound(new TicketNotFound.Detail(query.ticketId()));
            }
            return new Ticket(query.ticketId(), "o1", 2);
        }

        @Override
        public Ticket open(OpenTicket command) {
            return new Ticket(
                    "t-" + command.orderId(), command.orderId(), command.items().size());
        }

        @Override
        public CompletionStage<Ticket> createTicket(OpenTicket command) throws TicketNotFound {
            if (command.orderId().equals("none")) {
                throw new TicketNotFound(new TicketNotFound.Detail("none"));
            }
            return CompletableFuture.completedStage(open(command));
        }

        @Override
        public void pickupReminder(Reminder notification) {
            reminders.add(notification);
        }
    }

    private static Kitchen.OpenTicket order(String id) {
        return new Kitchen.OpenTicket(id, List.of(new Kitchen.Line("soup", 1), new Kitchen.Line("bread", 2)));
    }

    @Test
    void request_response_returns_the_response() throws Exception {
        start("kitchen-service").serve(Kitchen.class, new Cook());
        Kitchen kitchen = start("order-service").client(Kitchen.class);
        assertThat(kitchen.findTicket(new Kitchen.FindTicket("t 1/ü?")))
                .isEqualTo(new Kitchen.Ticket("t 1/ü?", "o1", 2));
        assertThat(kitchen.open(order("o7"))).isEqualTo(new Kitchen.Ticket("t-o7", "o7", 2));
    }

    @Test
    void request_response_throws_the_contracts_own_exception_with_its_detail() {
        start("kitchen-service").serve(Kitchen.class, new Cook());
        Kitchen kitchen = start("order-service").client(Kitchen.class);
        assertThatThrownBy(() -> kitchen.findTicket(new Kitchen.FindTicket("none")))
                .isInstanceOfSatisfying(
                        Kitchen.TicketNotFound.class,
                        e -> assertThat(e.detail()).isEqualTo(new Kitchen.TicketNotFound.Detail("none")));
    }

    @Test
    void asynchronous_request_response_completes_the_stage() throws Exception {
        start("kitchen-service").serve(Kitchen.class, new Cook());
        Kitchen kitchen = start("order-service").client(Kitchen.class);
        assertThat(kitchen.createTicket(order("o8")).toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS))
                .isEqualTo(new Kitchen.Ticket("t-o8", "o8", 2));
        assertThatThrownBy(() -> kitchen.createTicket(order("none"))
                        .toCompletableFuture()
                        .get(PATIENCE, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Kitchen.TicketNotFound.class);
    }

    @Test
    void an_asynchronous_reply_reaches_the_durable_handler_after_the_requester_restarted() throws Exception {
        assumeTrue(technology.stores(), "nothing keeps a request for a kitchen that is closed");
        Quintet before = start("order-service");
        DurableRequests<Kitchen.OpenTicket> requests = before.durable(Kitchen.class, Kitchen::createTicket, reply -> {
            throw new AssertionError("the kitchen is closed, so nothing can have replied");
        });
        requests.send(order("o9"), "saga 9");
        requests.send(order("none"), "saga 0");
        before.close();

        start("kitchen-service").serve(Kitchen.class, new Cook());
        BlockingQueue<Reply<Kitchen.Ticket>> replies = new LinkedBlockingQueue<>();
        start("order-service").durable(Kitchen.class, Kitchen::createTicket, reply -> replies.add(reply));

        List<Reply<Kitchen.Ticket>> both = List.of(take(replies), take(replies));
        assertThat(both).contains(new Reply.Success<>(new Kitchen.Ticket("t-o9", "o9", 2), "saga 9"));
        assertThat(both).anySatisfy(reply -> {
            assertThat(reply.correlation()).isEqualTo("saga 0");
            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Failure.class,
                            failure -> assertThat(failure.error()).isInstanceOf(Kitchen.TicketNotFound.class));
        });
    }

    @Test
    void a_notification_is_handled_by_one_instance_and_again_when_it_fails() throws Exception {
        BlockingQueue<Kitchen.Reminder> handled = new LinkedBlockingQueue<>();
        AtomicInteger attempts = new AtomicInteger();
        Cook failing = new Cook() {
            @Override
            public void pickupReminder(Reminder notification) {
                if (attempts.incrementAndGet() == 1) {
                    throw new IllegalStateException("the first attempt fails");
                }
                handled.add(notification);
            }
        };
        start("kitchen-service").serve(Kitchen.class, failing);
        start("kitchen-service").serve(Kitchen.class, failing);
        Kitchen kitchen = start("order-service").client(Kitchen.class);
        kitchen.pickupReminder(new Kitchen.Reminder("t1", 1));
        kitchen.pickupReminder(new Kitchen.Reminder("t1", 2));
        assertThat(take(handled)).isEqualTo(new Kitchen.Reminder("t1", 1));
        assertThat(take(handled)).isEqualTo(new Kitchen.Reminder("t1", 2));
        assertThat(attempts).hasValue(3);
    }

    /** A listener that implements one of the operations. */
    public static class ReadyBoard {
        final BlockingQueue<KitchenEvents.TicketReady> seen = new LinkedBlockingQueue<>();

        public void ticketReady(KitchenEvents.TicketReady event) {
            seen.add(event);
        }
    }

    @Test
    void an_event_reaches_every_group_once_and_in_the_order_of_its_key() throws Exception {
        ReadyBoard delivery = new ReadyBoard();
        ReadyBoard display = new ReadyBoard();
        start("delivery-service").subscribe(KitchenEvents.class, "delivery", delivery);
        start("delivery-service").subscribe(KitchenEvents.class, "delivery", delivery);
        start("display-service").subscribe(KitchenEvents.class, "display", display);
        KitchenEvents events = start("kitchen-service").client(KitchenEvents.class);
        for (int version = 1; version <= 100; version++) {
            events.ticketAccepted(new KitchenEvents.TicketAccepted("t" + version % 3, version));
            events.ticketReady(new KitchenEvents.TicketReady("t" + version % 3, version));
        }
        for (ReadyBoard board : List.of(delivery, display)) {
            List<KitchenEvents.TicketReady> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(take(board.seen));
            }
            for (String ticket : List.of("t0", "t1", "t2")) {
                assertThat(all.stream()
                                .filter(event -> event.ticketId().equals(ticket))
                                .map(KitchenEvents.TicketReady::version))
                        .isSorted()
                        .doesNotHaveDuplicates();
            }
            assertThat(board.seen).isEmpty();
        }
    }

    @Test
    void responses_of_many_arrive_within_the_window_one_a_group() throws Exception {
        for (String courier : List.of("anna", "ben", "silent")) {
            start("courier-service").subscribe(KitchenEvents.class, courier, new Courier(courier));
        }
        KitchenEvents events = start("kitchen-service").client(KitchenEvents.class);
        Responses<KitchenEvents.Offer> offers = events.courierWanted(new KitchenEvents.CourierWanted("t1"));
        assertThat(offers.first(2))
                .containsExactlyInAnyOrder(new KitchenEvents.Offer("anna", 4), new KitchenEvents.Offer("ben", 3));
        assertThat(offers.all()).hasSize(2);
    }

    /** A courier that may stay silent. */
    public record Courier(String name) {
        public KitchenEvents.@org.jspecify.annotations.Nullable Offer courierWanted(
                KitchenEvents.CourierWanted request) {
            return name.equals("silent") ? null : new KitchenEvents.Offer(name, name.length());
        }
    }

    @Test
    void a_call_that_nobody_serves_fails_before_its_deadline_with_a_clear_error() {
        Kitchen kitchen = start("order-service").client(Kitchen.class);
        assertThatThrownBy(() -> kitchen.findTicket(new Kitchen.FindTicket("t1")))
                .isInstanceOfSatisfying(
                        QuintetException.class,
                        e -> assertThat(e.code()).isIn(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED))
                .hasMessageContaining("kitchen");
    }

    @Test
    void the_deadline_of_a_caller_reaches_the_calls_made_inside_its_handler() throws Exception {
        BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
        CountDownLatch slow = new CountDownLatch(1);
        start("slow-service").serve(SlowKitchen.class, (SlowKitchen) query -> {
            awaitQuietly(slow);
            return new Kitchen.Ticket("late", "late", 0);
        });
        Quintet middle = start("kitchen-service");
        SlowKitchen inner = middle.client(SlowKitchen.class);
        middle.serve(Kitchen.class, new Cook() {
            @Override
            public Ticket findTicket(FindTicket query) {
                try {
                    return inner.slow(query);
                } catch (QuintetException e) {
                    outcome.add(e.code().name());
                    throw e;
                }
            }
        });
        Kitchen kitchen = start("order-service").client(Kitchen.class);
        assertThatThrownBy(() -> kitchen.findTicket(new Kitchen.FindTicket("t1")))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
        assertThat(take(outcome)).isIn("DEADLINE_EXCEEDED", "CANCELLED");
        slow.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        return ClaimFixture.take(queue, PATIENCE);
    }
}

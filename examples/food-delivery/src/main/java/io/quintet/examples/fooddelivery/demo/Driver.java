package io.quintet.examples.fooddelivery.demo;

import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.examples.fooddelivery.contract.Api;
import io.quintet.examples.fooddelivery.contract.Api.FindEstimate;
import io.quintet.examples.fooddelivery.contract.Api.FindHistory;
import io.quintet.examples.fooddelivery.contract.FindOrder;
import io.quintet.examples.fooddelivery.contract.LineItem;
import io.quintet.examples.fooddelivery.contract.OrderTaken;
import io.quintet.examples.fooddelivery.contract.PlaceOrder;
import io.quintet.examples.fooddelivery.demo.Placings.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The world outside: places orders, some at a time, and looks some of them up. Who has to wait before the next order asks how long food would
 * take.
 */
final class Driver {
    /** Longer than a killed service needs to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LOOK_UP_EVERY = 10;

    private final Api api;
    private final OrderFile orders;
    private final Ledger ledger;
    private final Load load;
    private final FaultCourse faults;
    private final IntConsumer acknowledged;
    private final Placings placings = new Placings();
    private final AtomicInteger next = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private final CountDownLatch finished;
    private final Semaphore stop = new Semaphore(0);
    private final long start = System.nanoTime();

    /**
     * How hard to drive.
     *
     * @param orders how many to place
     * @param concurrency how many at a time
     * @param perSecond the most per second
     */
    record Load(int orders, int concurrency, double perSecond) {}

    /** {@code acknowledged} hears of each acknowledged order how many there are with it. */
    Driver(Api api, OrderFile orders, Ledger ledger, Load load, FaultCourse faults, IntConsumer acknowledged) {
        this.api = api;
        this.orders = orders;
        this.ledger = ledger;
        this.load = load;
        this.faults = faults;
        this.acknowledged = acknowledged;
        this.finished = new CountDownLatch(load.concurrency());
    }

    /** Begins to place orders, on threads of its own. */
    void start() {
        for (int i = 0; i < load.concurrency(); i++) {
            Thread.ofVirtual().name("client-" + i).start(this::drive);
        }
    }

    /** No orders after those under way. */
    void stop() {
        stop.release(load.concurrency());
    }

    /** Waits for all orders to be placed or given up, at most that long; true when they are. */
    boolean await(Duration patience) throws InterruptedException {
        return finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How long orders took, and whose estimates they got. */
    Placings placings() {
        return placings;
    }

    /** What went wrong, in words; empty when all is well. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void drive() {
        try {
            int n = next.incrementAndGet();
            while (n <= load.orders() && !stopped(n)) {
                PlaceOrder order = orders.order(n);
                while (!faults.admits(n)) {
                    browse(order);
                    if (stop.tryAcquire(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                }
                place(order, n);
                n = next.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            problems.add("the client failed: " + e);
        } finally {
            finished.countDown();
        }
    }

    /** Waits until the n-th order is due. */
    private boolean stopped(int n) throws InterruptedException {
        long due = start + (long) ((n - 1) / load.perSecond() * 1e9);
        return stop.tryAcquire(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private void place(PlaceOrder order, int n) {
        ledger.attempt(order.orderId());
        Phase phase = faults.phase();
        long begin = System.nanoTime();
        OrderTaken taken = persistently(order.orderId() + " could not be placed", () -> api.placeOrder(order));
        if (taken != null) {
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
            placings.add(
                    phase == Phase.BEFORE ? faults.phase() : phase,
                    micros,
                    taken.ready().by());
            acknowledged.accept(ledger.acknowledge(order.orderId()));
            if (n % LOOK_UP_EVERY == 0) {
                lookUp(order.orderId());
            }
        }
    }

    private void lookUp(String orderId) {
        persistently(orderId + " is placed but cannot be looked up", () -> api.getOrder(new FindOrder(orderId)));
        persistently(orderId + " has no history to look at", () -> api.orderHistory(new FindHistory(orderId)));
    }

    private void browse(PlaceOrder order) {
        int dishes = order.items().stream().mapToInt(LineItem::quantity).sum();
        persistently(
                order.restaurantId() + " cannot be asked how long food takes",
                () -> api.estimate(new FindEstimate(order.restaurantId(), dishes)));
    }

    @FunctionalInterface
    private interface Request<T> {
        T send() throws DomainException;
    }

    /** Asks again while services are away, since all that is asked here is idempotent; null when it is given up. */
    private <T> @Nullable T persistently(String complaint, Request<T> request) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (true) {
            try {
                return request.send();
            } catch (DomainException e) {
                problems.add(complaint + ": " + e.getMessage());
                return null;
            } catch (QuintetException e) {
                if (!mayPass(e) || deadline.expired()) {
                    problems.add(complaint + ": " + e.code() + ": " + e.getMessage());
                    return null;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static boolean mayPass(QuintetException e) {
        return switch (e.code()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, RESOURCE_EXHAUSTED, CANCELLED, INTERNAL, UNKNOWN -> true;
            default -> false;
        };
    }
}

package io.quintet.examples.fooddelivery.demo;

import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.examples.fooddelivery.contract.Api;
import io.quintet.examples.fooddelivery.contract.Api.FindHistory;
import io.quintet.examples.fooddelivery.contract.FindOrder;
import io.quintet.examples.fooddelivery.contract.PlaceOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** The world outside: places orders, some at a time, and looks some of them up. */
final class Driver {
    /** Longer than a killed service needs to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LOOK_UP_EVERY = 10;

    private final Api api;
    private final OrderFile orders;
    private final Ledger ledger;
    private final Load load;
    private final IntConsumer acknowledged;
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
    Driver(Api api, OrderFile orders, Ledger ledger, Load load, IntConsumer acknowledged) {
        this.api = api;
        this.orders = orders;
        this.ledger = ledger;
        this.load = load;
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

    /** What went wrong, in words; empty when all is well. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void drive() {
        try {
            int n = next.incrementAndGet();
            while (n <= load.orders() && !stopped(n)) {
                place(orders.order(n), n);
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
        if (persistently(order.orderId() + " could not be placed", () -> api.placeOrder(order))) {
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

    @FunctionalInterface
    private interface Request {
        Object send() throws DomainException;
    }

    /** Asks again while services are away: all that is asked here is idempotent. */
    private boolean persistently(String complaint, Request request) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (true) {
            try {
                request.send();
                return true;
            } catch (DomainException e) {
                problems.add(complaint + ": " + e.getMessage());
                return false;
            } catch (QuintetException e) {
                if (!mayPass(e) || deadline.expired()) {
                    problems.add(complaint + ": " + e.code() + ": " + e.getMessage());
                    return false;
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

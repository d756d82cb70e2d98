package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.QuintetException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns all sockets, and all state that goes with them, so that neither needs a lock; everybody else hands work over.
 * What waits to be done is bounded by those who hand over: senders by bytes, callers and handlers by their number.
 */
final class Reactor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);

    /** After so many the sockets have their turn. */
    private static final int AT_A_TIME = 256;

    /** As long as there is work, the system is asked for news just after so many rounds. */
    private static final int ROUNDS = 16;

    /** So often it gives way to others and looks again before it sleeps: what comes in that time need not wake it. */
    private static final int LOOKS = 16;

    /** But not where others take the processor for long: who sleeps is back sooner than who gave way. */
    private static final long LOOKING_NANOS = 1_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Wires wires = new Wires();
    private final long tickNanos;
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Queue<Runnable> handedOver = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Runnable> own = new ArrayDeque<>();
    private final ArrayDeque<Runnable> afterwards = new ArrayDeque<>();
    private final List<LongConsumer> ticks = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    Reactor(String name, Duration tick) {
        tickNanos = tick.toNanos();
        thread = Thread.ofPlatform().daemon().name("quintet-zeromq-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    // From any thread.

    /** Has something done on the thread; false when it has ended. */
    boolean execute(Runnable work) {
        if (here()) {
            own.add(work);
            return true;
        }
        if (closed) {
            return false;
        }
        handedOver.add(work);
        if (closed && handedOver.remove(work)) {
            return false;
        }
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            wires.wake();
        }
        return true;
    }

    /** Has something found out on the thread and waits for it; not from there. UNAVAILABLE when it has ended. */
    <T> T call(Supplier<T> work) {
        CompletableFuture<T> result = handOver(work);
        if (result == null) {
            throw QuintetException.refused(Code.UNAVAILABLE, "the zeromq transport of this instance is closed");
        }
        return await(result);
    }

    /** Has something done and waits for that, unless the thread has ended; what it throws is thrown. */
    void complete(Runnable work) {
        if (here()) {
            work.run();
            return;
        }
        CompletableFuture<Boolean> done = handOver(() -> {
            work.run();
            return true;
        });
        if (done != null) {
            await(done);
        }
    }

    /** What comes of it, be it an exception; null when the thread has ended. */
    private <T> @Nullable CompletableFuture<T> handOver(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean taken = execute(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return taken ? result : null;
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("zeromq: failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("zeromq: its thread did not answer within " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("zeromq: interrupted", e);
        }
    }

    /** Whether this is the thread, which must not wait for anything. */
    boolean here() {
        return thread.equals(Thread.currentThread());
    }

    // On the thread.

    Wires wires() {
        return wires;
    }

    /** Once, when all that is at hand is taken: what was collected meanwhile goes out then, together. */
    void afterwards(Runnable work) {
        afterwards.add(work);
    }

    /** Called now and then, with {@link System#nanoTime()}. */
    void onTick(LongConsumer tick) {
        ticks.add(tick);
    }

    /** Called last of all. */
    void onEnd(Runnable ending) {
        endings.add(ending);
    }

    private void run() {
        try {
            loop();
        } catch (RuntimeException e) {
            LOG.error("zeromq: cannot go on; nothing is sent or served any more", e);
        } finally {
            closed = true;
            end();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // without it all is right, too, and slower
    private void loop() {
        long nextTick = System.nanoTime() + tickNanos;
        int busy = 0;
        int looks = 0;
        long found = System.nanoTime();
        while (!closed) {
            work();
            wires.read();
            flush();
            long now = System.nanoTime();
            if (now - nextTick >= 0) {
                nextTick = now + tickNanos;
                ticks.forEach(tick -> guarded(() -> tick.accept(now)));
            }
            if (!own.isEmpty() || !afterwards.isEmpty() || !handedOver.isEmpty() || wires.anyDue()) {
                looks = 0;
                found = now;
                busy++;
                if (busy == ROUNDS) {
                    busy = 0;
                    wires.select(0);
                }
            } else if (looks < LOOKS && now - found < LOOKING_NANOS) {
                looks++;
                Thread.yield();
                wires.lookAgain();
            } else {
                busy = 0;
                sleep(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nextTick - now)));
                looks = 0;
                found = System.nanoTime();
            }
        }
    }

    /** Who hands something over wakes it just here. */
    private void sleep(long millis) {
        asleep.set(true);
        wires.select(handedOver.isEmpty() ? millis : 0); // else it came before anybody could know
        asleep.set(false);
    }

    private void end() {
        finish();
        endings.forEach(this::guarded);
        finish();
        guarded(wires::close);
    }

    private void work() {
        for (int i = 0; i < AT_A_TIME; i++) {
            Runnable work = own.poll();
            if (work == null) {
                work = handedOver.poll();
            }
            if (work == null) {
                return;
            }
            guarded(work);
        }
    }

    private void finish() {
        do {
            work();
            flush();
        } while (!own.isEmpty() || !handedOver.isEmpty());
    }

    private void flush() {
        for (Runnable work = afterwards.poll(); work != null; work = afterwards.poll()) {
            guarded(work);
        }
    }

    /** One that fails must not take the others with it. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("zeromq: failed, and goes on", e);
        }
    }

    @Override
    public void close() {
        execute(() -> closed = true);
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("zeromq: its thread still runs after {}", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

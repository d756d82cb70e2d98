package io.quintet.transport.zeromq;

import io.quintet.Code;
import io.quintet.QuintetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The one thread that owns all sockets, and all state that goes with them, so that neither needs a lock; everybody else hands work over.
 * What waits to be done is bounded by those who hand over: senders by bytes, callers and handlers by their number.
 */
final class Reactor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reactor.class);

    /** After so many the others have their turn. */
    private static final int AT_A_TIME = 256;

    private static final int MOST_FRAMES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A last word may take so long to leave. */
    private static final int LINGER_MILLIS = 300;

    private final ZContext sockets = new ZContext(1);
    private final long tickNanos;
    private final Pipe wake;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Queue<Runnable> handedOver = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Runnable> own = new ArrayDeque<>();
    private final ArrayDeque<Runnable> afterwards = new ArrayDeque<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<LongConsumer> ticks = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private boolean changed = true;
    private ZMQ.Poller poller;

    /** A socket that something may arrive at. */
    interface Source {
        ZMQ.Socket socket();

        /** Called for each message, with all of its frames. */
        void arrived(List<byte[]> frames);
    }

    Reactor(String name, Duration tick) {
        tickNanos = tick.toNanos();
        sockets.setLinger(0);
        poller = sockets.createPoller(1);
        try {
            wake = Pipe.open();
            wake.source().configureBlocking(false);
            wake.sink().configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException("zeromq: no pipe", e);
        }
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
        if (woken.compareAndSet(false, true)) {
            try {
                wake.sink().write(ByteBuffer.allocate(1));
            } catch (IOException e) {
                LOG.debug("the reactor ends", e);
            }
        }
        return true;
    }

    /** Has something found out on the thread and waits for it; not from there. UNAVAILABLE when it has ended. */
    <T> T call(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean taken = execute(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        if (!taken) {
            throw QuintetException.refused(Code.UNAVAILABLE, "the zeromq transport of this instance is closed");
        }
        return await(result);
    }

    /** Has something done and waits for that, unless the thread has ended. */
    void complete(Runnable work) {
        if (here()) {
            work.run();
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean taken = execute(() -> {
            try {
                work.run();
            } finally {
                done.complete(null);
            }
        });
        if (taken) {
            await(done);
        }
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

    ZMQ.Socket socket(SocketType type) {
        ZMQ.Socket socket = sockets.createSocket(type);
        socket.setLinger(0);
        return socket;
    }

    void add(Source source) {
        sources.add(source);
        changed = true;
    }

    /** Closes its socket, too. */
    void remove(Source source, boolean lastWord) {
        sources.remove(source);
        changed = true;
        ZMQ.Socket socket = source.socket();
        socket.setLinger(lastWord ? LINGER_MILLIS : 0);
        socket.close();
    }

    /** Once, when all that has arrived is taken. */
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

    private void loop() {
        long lastTick = System.nanoTime();
        while (!closed) {
            boolean more = work();
            long now = System.nanoTime();
            if (now - lastTick >= tickNanos) {
                lastTick = now;
                ticks.forEach(tick -> guarded(() -> tick.accept(now)));
            }
            poll(more || !own.isEmpty() ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(tickNanos - (now - lastTick))));
        }
    }

    private void end() {
        finish();
        endings.forEach(this::guarded);
        finish();
        List.copyOf(sources).forEach(source -> guarded(() -> remove(source, true)));
        sockets.close();
        try {
            wake.sink().close();
            wake.source().close();
        } catch (IOException e) {
            LOG.debug("the pipe is gone", e);
        }
    }

    /** Whether there may be more. */
    private boolean work() {
        for (int i = 0; i < AT_A_TIME; i++) {
            Runnable work = own.poll();
            if (work == null) {
                work = handedOver.poll();
            }
            if (work == null) {
                flush();
                return !own.isEmpty();
            }
            guarded(work);
        }
        flush();
        return true;
    }

    private void finish() {
        while (work() || !handedOver.isEmpty()) {
            // until nothing is left
        }
    }

    private void flush() {
        for (Runnable work = afterwards.poll(); work != null; work = afterwards.poll()) {
            guarded(work);
        }
    }

    private void poll(long millis) {
        if (changed) {
            changed = false;
            poller.close();
            poller = sockets.createPoller(sources.size() + 1);
            poller.register(wake.source(), ZMQ.Poller.POLLIN);
            sources.forEach(source -> poller.register(source.socket(), ZMQ.Poller.POLLIN));
        }
        poller.poll(millis);
        if (poller.pollin(0)) {
            try {
                wake.source().read(ByteBuffer.allocate(16));
            } catch (IOException e) {
                throw new UncheckedIOException("zeromq: the pipe is broken", e);
            }
            woken.set(
                    false); // after that: else the byte of who wakes in between is gone, and nobody would wake any more
        }
        List<Source> polled = List.copyOf(sources);
        for (int i = 0; i < polled.size(); i++) {
            if (poller.pollin(i + 1)) {
                drain(polled.get(i));
            }
        }
        flush();
    }

    private void drain(Source source) {
        for (int i = 0; i < AT_A_TIME && sources.contains(source); i++) {
            byte[] first = source.socket().recv(ZMQ.DONTWAIT);
            if (first == null) {
                return;
            }
            List<byte[]> frames = new ArrayList<>(4);
            frames.add(first);
            boolean whole = true;
            while (source.socket().hasReceiveMore()) {
                byte[] frame = source.socket().recv(ZMQ.DONTWAIT);
                if (frame == null || frames.size() == MOST_FRAMES) {
                    whole = false; // the rest is read, and dropped with it
                } else {
                    frames.add(frame);
                }
            }
            if (whole) {
                guarded(() -> source.arrived(frames));
            } else {
                LOG.warn("zeromq: a message of more than {} frames is dropped", MOST_FRAMES);
            }
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

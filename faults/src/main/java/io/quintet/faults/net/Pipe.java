package io.quintet.faults.net;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One direction of one connection: one thread reads and says when each piece is due, another waits for that and writes.
 *
 * <p>A reset that the reader meets comes this way, one that the writer meets the other way: a black hole there holds it back, too.
 */
final class Pipe {
    private static final int PIECE = 16 * 1024;
    private static final int MOST_UNDER_WAY = 64;

    private final Link link;
    private final Socket from;
    private final Socket to;
    private final Direction direction;
    private final Direction back;
    private final SplittableRandom delays;
    private final SplittableRandom damages;
    private final BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(MOST_UNDER_WAY);

    /** Bytes that are due at a time; none for the end of the stream. */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, compared never
    private record Piece(byte[] bytes, long dueNanos) {}

    Pipe(Link link, Socket from, Socket to, Direction direction, Direction back, SplittableRandom random) {
        this.link = link;
        this.from = from;
        this.to = to;
        this.direction = direction;
        this.back = back;
        this.delays = random.split();
        this.damages = random.split();
    }

    void start() {
        Thread.ofVirtual().start(() -> run(this::read, direction));
        Thread.ofVirtual().start(() -> run(this::write, back));
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private void run(Task task, Direction ofResets) {
        try {
            try {
                task.run();
            } catch (IOException e) {
                ofResets.awaitPassage();
                link.reset(); // what one side does to its connection the other sees
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            link.reset();
        }
    }

    private void read() throws IOException, InterruptedException {
        byte[] buffer = new byte[PIECE];
        long due = System.nanoTime();
        int count = 0;
        while (count >= 0) {
            count = from.getInputStream().read(buffer);
            WireFaults faults = direction.get();
            long late = faults.latency().toNanos();
            long jitter = faults.jitter().toNanos();
            long extra = jitter == 0 ? 0 : delays.nextLong(jitter);
            if (count < 0) {
                late += faults.slowClose().toNanos();
            }
            if (late > 0 && count > 0) {
                direction.count();
            }
            due = Math.max(due, System.nanoTime() + late + extra);
            byte[] bytes = count < 0 ? new byte[0] : Arrays.copyOf(buffer, count);
            Piece piece = new Piece(bytes, due);
            while (!underWay.offer(piece, 1, TimeUnit.SECONDS)) {
                if (to.isClosed()) {
                    return;
                }
            }
        }
    }

    private void write() throws IOException, InterruptedException {
        OutputStream out = to.getOutputStream();
        long passed = 0;
        boolean lost = false;
        while (!to.isClosed()) {
            Piece piece = underWay.poll(1, TimeUnit.SECONDS);
            if (piece == null) {
                continue;
            }
            awaitNanos(piece.dueNanos());
            direction.awaitPassage();
            if (piece.bytes().length == 0) {
                to.shutdownOutput();
                link.ended();
                return;
            }
            lost = lost || loses();
            if (!lost) {
                passed += write(out, piece.bytes(), passed);
            }
        }
    }

    private boolean loses() {
        double share = direction.get().loss();
        boolean loses = share > 0 && damages.nextDouble() < share;
        if (loses) {
            direction.count();
        }
        return loses;
    }

    private int write(OutputStream out, byte[] bytes, long passed) throws IOException {
        WireFaults faults = direction.get();
        if (faults.corruption() > 0) {
            corrupt(bytes, faults.corruption());
        }
        long left = faults.resetAfter() < 0 ? Long.MAX_VALUE : Math.max(0, faults.resetAfter() - passed);
        int length = (int) Math.min(bytes.length, left);
        if (faults.bytesPerSecond() > 0) {
            direction.count();
            awaitNanos(System.nanoTime() + TimeUnit.SECONDS.toNanos(length) / faults.bytesPerSecond());
        }
        out.write(bytes, 0, length);
        if (length < bytes.length || length == left) {
            out.flush();
            direction.count();
            link.reset();
        }
        return length;
    }

    private void corrupt(byte[] bytes, double share) {
        boolean damaged = false;
        for (int i = 0; i < bytes.length; i++) {
            if (damages.nextDouble() < share) {
                bytes[i] ^= (byte) (1 << damages.nextInt(8));
                damaged = true;
            }
        }
        if (damaged) {
            direction.count();
        }
    }

    private static void awaitNanos(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }
}

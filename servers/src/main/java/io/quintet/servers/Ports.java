package io.quintet.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ports for servers that must be told theirs, because others hear of it first or because they are to be there again after a restart.
 *
 * <p>They lie below those that the system gives to outgoing connections and to whoever asks for port 0, so that none of these gets in
 * the way. Nobody uses them, over TCP or UDP, when they are given out, and no other process of this user gets them here before this one
 * ends: each locks one byte of a file that all share.
 */
public final class Ports {
    private static final int FROM = 10_000;
    private static final int TO = firstOfTheSystem();
    private static final int MOST_TRIES = 10;
    private static final FileChannel LENT = lent();

    private static int next = ThreadLocalRandom.current().nextInt(FROM, TO);

    private Ports() {}

    /** Starts a server at a port. */
    @FunctionalInterface
    public interface Start<T, E extends Exception> {
        /** Throws whatever has a {@link BindException} as a cause when the port is in use after all. */
        T at(int port) throws E;
    }

    /** A port that nobody uses. */
    public static synchronized int free() {
        for (int i = FROM; i < TO; i++) {
            int port = next++;
            if (next == TO) {
                next = FROM;
            }
            if (lends(port) && unused(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FROM + " to " + (TO - 1));
    }

    /** What starts at the first of at most ten ports that nobody takes meanwhile. */
    public static <T, E extends Exception> T first(Start<T, E> server) throws E {
        for (int tries = 1; ; tries++) {
            try {
                return server.at(free());
            } catch (Exception e) {
                if (tries == MOST_TRIES || !inUse(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean inUse(@Nullable Throwable thrown) {
        return thrown != null && (thrown instanceof BindException || inUse(thrown.getCause()));
    }

    static boolean lends(int port) {
        try {
            return LENT.tryLock(port, 1, false) != null; // held until this process ends
        } catch (OverlappingFileLockException e) {
            return false; // this process has it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean unused(int port) {
        try (ServerSocket tcp = new ServerSocket(port);
                DatagramSocket udp = new DatagramSocket(port)) {
            return tcp.isBound() && udp.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static FileChannel lent() {
        try {
            return FileChannel.open(
                    Path.of(System.getProperty("java.io.tmpdir"), "quintet-ports-" + System.getProperty("user.name")),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the system's own begin; where it does not say, or leaves too few below, those of Linux. */
    private static int firstOfTheSystem() {
        int usual = 32_768;
        Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
        try {
            int first = Files.exists(range)
                    ? Integer.parseInt(Files.readString(range).strip().split("\\s+", -1)[0])
                    : usual;
            return first > FROM + 1000 ? Math.min(first, usual) : usual;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.quintet.faults.net;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The two sockets of a proxied connection. */
final class Link {
    private final Socket client;
    private final Socket peer;
    private final Consumer<Link> gone;
    private final AtomicInteger open = new AtomicInteger(2);

    Link(Socket client, Socket peer, Consumer<Link> gone) {
        this.client = client;
        this.peer = peer;
        this.gone = gone;
    }

    /** One direction has come to its end in an orderly way. */
    void ended() {
        if (open.decrementAndGet() == 0) {
            close(client);
            close(peer);
            gone.accept(this);
        }
    }

    /** Both sides see a reset. */
    void reset() {
        linger(client);
        linger(peer);
        close(client);
        close(peer);
        gone.accept(this);
    }

    /** Closing with a linger of zero sends RST instead of FIN. */
    private static void linger(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            close(socket); // closed already
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(socket + ": cannot be closed", e);
        }
    }
}

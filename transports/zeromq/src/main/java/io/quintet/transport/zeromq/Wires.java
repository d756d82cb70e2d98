package io.quintet.transport.zeromq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * All sockets, and those at which something may have arrived. JeroMQ's own poller asks each socket each time; here a socket is looked at
 * when the descriptor it has for that is readable, and when something was sent there, for that may take the news off the descriptor.
 *
 * <p>For the reactor's thread, but for {@link #wake()}.
 */
final class Wires {
    private static final Logger LOG = LoggerFactory.getLogger(Wires.class);

    private final ZContext context = new ZContext(1);
    private final Selector selector;
    private final Map<Wire, SelectionKey> keys = new LinkedHashMap<>();
    private final ArrayDeque<Wire> due = new ArrayDeque<>();

    @SuppressWarnings("ThreadPriorityCheck") // without it all is right, too, and slower
    private final Sending sending = new Sending(Thread::yield);

    /** Those that were looked at since the last wait. */
    private final Set<Wire> lively = new LinkedHashSet<>();

    Wires() {
        context.setLinger(0);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("zeromq: no selector", e);
        }
    }

    Sending sending() {
        return sending;
    }

    ZMQ.Socket socket(SocketType type) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setLinger(0);
        return socket;
    }

    /** From now on {@code hearer} gets each message that arrives, with all of its frames. */
    Wire add(ZMQ.Socket socket, Consumer<List<byte[]>> hearer) {
        Wire wire = new Wire(this, socket, hearer);
        try {
            keys.put(wire, socket.getFD().register(selector, SelectionKey.OP_READ, wire));
        } catch (ClosedChannelException e) {
            throw new UncheckedIOException("zeromq: a socket that is closed already", e);
        }
        due(wire);
        return wire;
    }

    void remove(Wire wire) {
        lively.remove(wire);
        SelectionKey key = keys.remove(wire);
        if (key != null) {
            key.cancel();
        }
    }

    void due(Wire wire) {
        if (!wire.due()) {
            wire.due(true);
            due.add(wire);
        }
    }

    boolean anyDue() {
        return !due.isEmpty();
    }

    /** Hands on what has arrived. */
    void read() {
        for (int left = due.size(); left > 0; left--) {
            Wire wire = due.remove();
            wire.due(false);
            lively.add(wire);
            wire.read();
        }
    }

    /** Has those looked at once more that were since the last wait: what they are told of, and do not have yet, is about to come. */
    void lookAgain() {
        lively.forEach(this::due);
    }

    /** Waits until something arrives somewhere, or {@link #wake()}; 0 for not at all. */
    void select(long millis) {
        try {
            if (millis > 0) {
                lively.clear();
                selector.select(this::readable, millis);
            } else {
                selector.selectNow(this::readable);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("zeromq: the selector is broken", e);
        }
    }

    private void readable(SelectionKey key) {
        due((Wire) key.attachment());
    }

    /** Ends a wait, or the next one. From any thread. */
    void wake() {
        selector.wakeup();
    }

    void close() {
        List.copyOf(keys.keySet()).forEach(wire -> wire.close(true));
        context.close();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("the selector is gone", e);
        }
    }
}

package io.quintet.transport.zeromq;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;

/** One socket, and who hears what arrives there. For the reactor's thread. */
final class Wire {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    /** After so many parcels the others have their turn. */
    private static final int AT_A_TIME = 64;

    private static final int MOST_FRAMES = 8;

    /** A last word may take so long to leave. */
    private static final int LINGER_MILLIS = 300;

    private final Wires wires;
    private final ZMQ.Socket socket;
    private final Consumer<List<byte[]>> hearer;
    private boolean due;
    private boolean open = true;

    /** {@code hearer}: called for each message, with all of its frames. */
    Wire(Wires wires, ZMQ.Socket socket, Consumer<List<byte[]>> hearer) {
        this.wires = wires;
        this.socket = socket;
        this.hearer = hearer;
    }

    ZMQ.Socket socket() {
        return socket;
    }

    /** Whether something may have arrived. */
    boolean due() {
        return due;
    }

    void due(boolean now) {
        due = now;
    }

    /** Sends frames; false where the peer does not take them. */
    boolean send(byte[]... frames) {
        wires.due(this); // sending may take the news that something has arrived
        Sending sending = wires.sending();
        sending.begins();
        try {
            for (int i = 0; i < frames.length; i++) {
                int flags = i < frames.length - 1 ? ZMQ.SNDMORE | ZMQ.DONTWAIT : ZMQ.DONTWAIT;
                if (!socket.sendMsg(new Frame(frames[i], sending), flags)) {
                    return false;
                }
            }
            return true;
        } finally {
            sending.ends();
        }
    }

    /** Hands on what has arrived. */
    void read() {
        for (int i = 0; i < AT_A_TIME && open; i++) {
            byte[] first = socket.recv(ZMQ.DONTWAIT);
            if (first == null) {
                return;
            }
            heard(first);
        }
        if (open) {
            wires.due(this);
        }
    }

    private void heard(byte[] first) {
        List<byte[]> frames = new ArrayList<>(4);
        frames.add(first);
        boolean whole = true;
        while (socket.hasReceiveMore()) {
            byte[] frame = socket.recv(ZMQ.DONTWAIT);
            if (frame == null || frames.size() == MOST_FRAMES) {
                whole = false; // the rest is read, and dropped with it
            } else {
                frames.add(frame);
            }
        }
        if (!whole) {
            LOG.warn("zeromq: a message of more than {} frames is dropped", MOST_FRAMES);
            return;
        }
        try {
            hearer.accept(frames);
        } catch (RuntimeException e) {
            LOG.error("zeromq: failed, and goes on", e);
        }
    }

    /** Closes the socket; a last word is what was sent just now. */
    void close(boolean lastWord) {
        open = false;
        wires.remove(this);
        socket.setLinger(lastWord ? LINGER_MILLIS : 0);
        socket.close();
    }
}

package io.quintet.net;

import io.quintet.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A service's place at a port, which may be shared, and its way to call others; the port is open from the first {@link #open} until the
 * last of those that share it has left.
 */
public final class HttpMount implements AutoCloseable {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final HttpPorts ports;
    private final HttpEngine engine;
    private final String name;
    private final ListenerSettings settings;
    private final RequestSettings requests;
    private final HttpService service;
    private final Traffic traffic;

    // these are guarded by the ports
    private @Nullable HttpListener listener;
    private @Nullable HttpCaller caller;
    private boolean left;
    private boolean closed;

    HttpMount(HttpPorts ports, String name, ListenerSettings settings, RequestSettings requests, HttpService service) {
        this.ports = ports;
        this.name = name;
        this.settings = settings;
        this.requests = requests;
        this.service = service;
        this.traffic = new Traffic(requests.maxConcurrent());
        this.engine = ports.enter();
    }

    String name() {
        return name;
    }

    ListenerSettings settings() {
        return settings;
    }

    RequestSettings requests() {
        return requests;
    }

    HttpService service() {
        return service;
    }

    Traffic traffic() {
        return traffic;
    }

    HttpEngine engine() {
        return engine;
    }

    boolean claims(String contentType) {
        String beginning = service.contentTypes();
        return beginning != null && contentType.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    /** Makes the calling side, which is closed with this. */
    public HttpCaller caller(CallerSettings calling, HttpProtocol protocol) {
        synchronized (ports) {
            try {
                caller = engine.caller(calling, protocol, ports.signatures());
                return caller;
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    /**
     * Opens the port, or takes a place at it where it is open; again it does nothing.
     *
     * @return where peers reach it, under the host it was told to bind
     * @throws io.quintet.ConfigurationException when host or port cannot be used, or the settings contradict those of the service that
     *     opened the port
     */
    public HttpAddress open() {
        synchronized (ports) {
            if (left) {
                throw new IllegalStateException("transport " + name + " is closed");
            }
            if (listener == null) {
                listener = ports.join(this);
            }
            return listener.address();
        }
    }

    boolean left() {
        synchronized (ports) {
            return left;
        }
    }

    /** Turns requests away from now on, waits for those under way at most {@code patience}, breaks off the others, and leaves the port. */
    public void drain(Duration patience) {
        Deadline deadline = Deadline.in(patience);
        HttpListener from;
        boolean alone;
        synchronized (ports) {
            left = true;
            from = listener;
            alone = from == null || from.alone(this);
        }
        traffic.stop();
        if (from == null) {
            return;
        }
        if (!alone && !traffic.awaitNone(deadline)) {
            from.breakOff(this);
        }
        ports.leave(from, this, deadline.remaining());
    }

    /** Leaves at once; requests under way are interrupted. */
    @Override
    public void close() {
        HttpCaller calling;
        synchronized (ports) {
            if (closed) {
                return;
            }
            closed = true;
            calling = caller;
        }
        drain(AT_ONCE);
        if (calling != null) {
            calling.close();
        }
        ports.exit();
    }
}

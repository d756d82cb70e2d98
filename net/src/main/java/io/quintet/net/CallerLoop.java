package io.quintet.net;

import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a caller that runs on one event loop: a pool whose connections all live there, so that no call changes loops. */
final class CallerLoop {
    private static final long SWEEP_MILLIS = 5;

    private final ContextInternal context;
    private final HttpClientAgent client;
    private final CallerSettings settings;
    private final Ring<Sending> calls = new Ring<>();
    private final Map<HttpAddress, WaitingLine> lines = new HashMap<>();
    private final Sweeper sweeper;
    private final Pings pings;
    private final @Nullable Sweeper pinger;
    private boolean closed;

    CallerLoop(ContextInternal context, HttpClientAgent client, CallerSettings settings) {
        this.context = context;
        this.client = client;
        this.settings = settings;
        this.sweeper = new Sweeper(context, SWEEP_MILLIS, this::sweep);
        this.pings = new Pings(context, settings.pingTimeout());
        this.pinger = settings.pingEvery() == null
                ? null
                : new Sweeper(context, Math.max(1, settings.pingEvery().toMillis()), this::ping);
    }

    ContextInternal context() {
        return context;
    }

    CallerSettings settings() {
        return settings;
    }

    /** Has it wait for a connection, until it is removed; false when the caller is closed. */
    boolean add(Sending call) {
        if (closed) {
            return false;
        }
        calls.add(call);
        sweeper.arm();
        if (pinger != null) {
            pinger.arm();
        }
        lines.computeIfAbsent(call.address(), address -> new WaitingLine(client, address, () -> lines.remove(address)))
                .join(call);
        return true;
    }

    void remove(Sending call) {
        calls.remove(call);
        WaitingLine line = lines.get(call.address());
        if (line != null) {
            line.leave(call);
        }
    }

    private boolean sweep(long now) {
        @Nullable Sending call = calls.first();
        while (call != null) {
            Sending next = calls.after(call);
            call.expire(now);
            call = next;
        }
        return calls.first() != null;
    }

    private boolean ping(long now) {
        for (@Nullable Sending call = calls.first(); call != null; call = calls.after(call)) {
            HttpConnection connection = call.http2();
            if (connection != null) {
                pings.ask(connection);
            }
        }
        return calls.first() != null;
    }

    void close() {
        context.runOnContext(nothing -> {
            closed = true;
            @Nullable Sending call = calls.first();
            while (call != null) {
                Sending next = calls.after(call);
                call.abandon();
                call = next;
            }
            client.close();
        });
    }
}

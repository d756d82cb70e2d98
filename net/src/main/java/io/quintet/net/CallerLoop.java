package io.quintet.net;

import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/** The part of a caller that runs on one event loop: a pool whose connections all live there, so that no call changes loops. */
final class CallerLoop {
    private static final long SWEEP_MILLIS = 5;

    private final ContextInternal context;
    private final HttpClientAgent client;
    private final CallerSettings settings;
    private final Ring<Sending> calls = new Ring<>();
    private final Sweeper sweeper;
    private boolean closed;

    CallerLoop(ContextInternal context, HttpClientAgent client, CallerSettings settings) {
        this.context = context;
        this.client = client;
        this.settings = settings;
        this.sweeper = new Sweeper(context, SWEEP_MILLIS, this::sweep);
    }

    ContextInternal context() {
        return context;
    }

    HttpClientAgent client() {
        return client;
    }

    CallerSettings settings() {
        return settings;
    }

    /** False when the caller is closed. */
    boolean add(Sending call) {
        if (closed) {
            return false;
        }
        calls.add(call);
        sweeper.arm();
        return true;
    }

    void remove(Sending call) {
        calls.remove(call);
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

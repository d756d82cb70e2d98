package io.quintet.runtime;

import io.quintet.config.Settings;
import io.quintet.contract.OperationModel;
import io.quintet.resilience.Ticker;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Codec;
import io.quintet.spi.Observer;
import io.quintet.spi.RecordCodec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of operations that are called again and again by one handling of another, and of those whose payloads are large: the observer
 * hears of each, the log of one per operation and period. Safe for use by many threads.
 */
final class Budgets {
    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final String CALLS = "chattiness.warn-after";
    private static final String BYTES = "payload.warn-above";

    private final Settings settings;
    private final @Nullable Observer observer;
    private final Ticker ticker;
    private final Consumer<String> log;
    private final int calls;
    private final int bytes;
    /** Bounded by the number of operations. */
    private final Map<String, AtomicLong> logged = new ConcurrentHashMap<>();

    Budgets(Settings settings, @Nullable Observer observer, Ticker ticker) {
        this(settings, observer, ticker, LOG::warn);
    }

    Budgets(Settings settings, @Nullable Observer observer, Ticker ticker, Consumer<String> log) {
        this.settings = settings;
        this.log = log;
        this.observer = observer;
        this.ticker = ticker;
        this.calls = settings.integer(CALLS, 10, 0, Integer.MAX_VALUE);
        this.bytes = settings.bytes(BYTES, 256 * 1024, 0, Integer.MAX_VALUE);
        settings.section("chattiness").rejectUnread();
        settings.section("payload").rejectUnread();
    }

    /** Knows the settings of a scope. */
    static void read(Scopes scopes) {
        scopes.integer(CALLS, 0, 0, Integer.MAX_VALUE);
        scopes.bytes(BYTES, 0, 0, Integer.MAX_VALUE);
    }

    /** For one handling of an operation; null where nobody counts. */
    @Nullable
    CallCounts counts(OperationModel handled) {
        return calls == 0 ? null : new CallCounts(handled);
    }

    /** A client whose calls are counted, unless that is off. */
    OperationClient counted(OperationClient client, OperationModel operation) {
        int most = Scopes.of(settings, operation).integer(CALLS, calls, 0, Integer.MAX_VALUE);
        if (calls == 0 || most == 0) {
            return client;
        }
        return request -> {
            CallContext context = CallContext.current();
            CallCounts counts = context == null ? null : context.counts();
            if (counts != null && counts.count(operation) == most) {
                chatty(counts.handled(), operation, most);
            }
            return client.invoke(request);
        };
    }

    private void chatty(OperationModel handled, OperationModel called, int times) {
        if (observer != null) {
            observer.chatty(handled, called, times);
        }
        if (seldom(handled.qualifiedName() + ">" + called.qualifiedName())) {
            log.accept(handled.qualifiedName() + ": one handling has called " + called.qualifiedName() + " " + times
                    + " times by now (expected: fewer than " + CALLS
                    + "); each is a round trip: ask for all at once, by an operation that takes a list");
        }
    }

    /** An operation with the service's codec, whose payloads are measured when they are written, unless that is off. */
    BoundOperation bound(OperationModel model, Codec codec) {
        BoundOperation bound = BoundOperation.of(model, codec);
        int most = Scopes.of(settings, model).bytes(BYTES, bytes, 0, Integer.MAX_VALUE);
        if (most == 0) {
            return bound;
        }
        RecordCodec<Object> responses = bound.responses();
        return new BoundOperation(
                model,
                codec,
                new MeasuredCodec(bound.requests(), most, size -> large(model, "request", size, most)),
                responses == null
                        ? null
                        : new MeasuredCodec(responses, most, size -> large(model, "response", size, most)));
    }

    private void large(OperationModel operation, String what, int size, int most) {
        if (observer != null) {
            observer.large(operation, size);
        }
        if (seldom(operation.qualifiedName() + "/" + what)) {
            log.accept(operation.qualifiedName() + ": a " + what + " of " + size + " bytes (expected: at most " + most
                    + ", as " + BYTES + " says); send less at a time, in pages or as a stream");
        }
    }

    private boolean seldom(String what) {
        long now = ticker.nanos();
        AtomicLong last = logged.computeIfAbsent(what, first -> new AtomicLong(now - PERIOD.toNanos()));
        long before = last.get();
        return now - before >= PERIOD.toNanos() && last.compareAndSet(before, now);
    }
}

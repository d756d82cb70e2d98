package io.quintet.runtime;

import io.quintet.DomainException;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.Ticker;
import io.quintet.spi.Call;
import io.quintet.spi.Streams;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Peer chain: turns calls away at once while the circuit is open. A stream of responses gives its permit back as soon as it is there,
 * since nobody has to pull it to its end; how it ends is counted when it does.
 */
final class CircuitBreaking implements Invoker {
    private final Invoker next;
    private final Circuit circuit;
    private final Ticker ticker;

    CircuitBreaking(Invoker next, Circuit circuit, Ticker ticker) {
        this.next = next;
        this.circuit = circuit;
        this.ticker = ticker;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        if (!circuit.tryEnter()) {
            throw circuit.refusal();
        }
        long start = ticker.nanos();
        Object response;
        try {
            response = next.invoke(call);
        } catch (DomainException | RuntimeException | Error e) {
            circuit.ended(e, ticker.nanos() - start);
            throw e;
        }
        if (response instanceof Stream<?> stream) {
            circuit.left();
            return Streams.of(new Counted(stream, ticker.nanos() - start));
        }
        circuit.ended(null, ticker.nanos() - start);
        return response;
    }

    /** A stream of responses whose end counts; how long it takes is its reader's doing, too, so that just its beginning is timed. */
    private final class Counted implements Streams.Source {
        private final Streams.Source records;
        private final long nanos;

        Counted(Stream<?> stream, long nanos) {
            this.records = Streams.source(stream);
            this.nanos = nanos;
        }

        @Override
        public @Nullable Object next() throws Exception {
            try {
                Object next = records.next();
                if (next == null) {
                    circuit.ended(null, nanos);
                }
                return next;
            } catch (Exception | Error e) {
                circuit.ended(e, nanos);
                throw e;
            }
        }

        @Override
        public void close() {
            records.close();
        }
    }
}

package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.contract.OperationModel;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Failure;
import io.quintet.spi.Streams;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Server chain, first link: turns calls away while this instance closes, and makes every failure ready to travel. */
final class DrainGate implements CallHandler {
    private final ServedCall next;
    private final BooleanSupplier closing;
    private final String service;

    DrainGate(ServedCall next, BooleanSupplier closing, String service) {
        this.next = next;
        this.closing = closing;
        this.service = service;
    }

    @Override
    public @Nullable Object handle(Call call) throws CallFailure {
        if (closing.getAsBoolean()) {
            throw new CallFailure(
                    new Failure(Code.UNAVAILABLE, service + " is shutting down", null, null, List.of(), true));
        }
        try {
            if (call.deadline().expired()) {
                throw QuintetException.deadlineExceeded(call.operation().model().qualifiedName()
                        + ": the deadline had passed before the call was handled");
            }
            Object response = next.handle(call);
            return response instanceof Stream<?> stream
                    ? Streams.of(new Travelling(call.operation().model(), stream))
                    : response;
        } catch (CallFailure e) {
            throw e;
        } catch (Exception | Error e) {
            throw travelling(call.operation().model(), e);
        }
    }

    private static CallFailure travelling(OperationModel operation, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new CallFailure(Failures.of(operation, thrown));
    }

    /** A stream of responses, whose failures come when it is pulled. */
    private static final class Travelling implements Streams.Source {
        private final OperationModel operation;
        private final Streams.Source records;

        Travelling(OperationModel operation, Stream<?> stream) {
            this.operation = operation;
            this.records = Streams.source(stream);
        }

        @Override
        public @Nullable Object next() throws CallFailure {
            try {
                return records.next();
            } catch (Exception | Error e) {
                throw travelling(operation, e);
            }
        }

        @Override
        public void close() {
            records.close();
        }
    }
}

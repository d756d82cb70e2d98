package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.resilience.Health;
import io.quintet.spi.Call;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Endpoint;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Peer chain, last link over a call transport: calls one endpoint; one that could not be reached is avoided for a moment. */
final class RemoteCall implements Invoker {
    private static final Duration SUSPECT = Duration.ofSeconds(1);

    private final CallTransport transport;
    private final Endpoint endpoint;
    private final Health health;

    RemoteCall(CallTransport transport, Endpoint endpoint, Health health) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.health = health;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        health.began();
        boolean streams = false;
        try {
            Object response = transport.call(endpoint, call);
            if (response instanceof Stream<?> stream) {
                streams = true;
                return stream.onClose(health::done);
            }
            return response;
        } catch (QuintetException e) {
            if (e.code() == Code.UNAVAILABLE && (e.failureMode() == FailureMode.CRASH || e.retrySafe())) {
                health.suspect(SUSPECT);
            }
            throw e;
        } finally {
            if (!streams) {
                health.done();
            }
        }
    }
}

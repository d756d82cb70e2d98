package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.spi.Call;
import io.quintet.spi.CallTransport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Client chain, last link over a call transport: chooses an endpoint and calls it. */
final class RemoteCall implements Invoker {
    private final CallTransport transport;
    private final Balancer balancer;

    RemoteCall(CallTransport transport, Balancer balancer) {
        this.transport = transport;
        this.balancer = balancer;
    }

    @Override
    public @Nullable Object invoke(Call call) throws DomainException {
        Balancer.Load load = balancer.choose(call.operation().model().contract());
        boolean streams = false;
        try {
            Object response = transport.call(load.endpoint(), call);
            if (response instanceof Stream<?> stream) {
                streams = true;
                return stream.onClose(load::done);
            }
            return response;
        } catch (QuintetException e) {
            if (e.code() == Code.UNAVAILABLE && (e.failureMode() == FailureMode.CRASH || e.retrySafe())) {
                load.suspect();
            }
            throw e;
        } finally {
            if (!streams) {
                load.done();
            }
        }
    }
}

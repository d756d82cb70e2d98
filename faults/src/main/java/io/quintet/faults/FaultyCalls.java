package io.quintet.faults;

import io.quintet.DomainException;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Guarantees;
import io.quintet.spi.ServiceContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call transport with the faults of a plan. */
final class FaultyCalls implements CallTransport {
    private final CallTransport carrier;
    private final FaultPlan plan;
    private final String node;
    private final Optional<String> advertised;

    FaultyCalls(CallTransport carrier, FaultPlan plan, ServiceContext context) {
        this.carrier = carrier;
        this.plan = plan;
        this.node = context.instance();
        this.advertised = context.settings().text("advertise");
    }

    @Override
    public String name() {
        return FaultyCallsProvider.NAME;
    }

    @Override
    public Guarantees guarantees() {
        return carrier.guarantees();
    }

    @Override
    public @Nullable Object call(Endpoint endpoint, Call call) throws DomainException {
        Endpoint real = new Endpoint(carrier.name(), endpoint.address());
        Fault before = plan.next(node, Step.BEFORE_CALL);
        if (before != null) {
            switch (before.kind()) {
                case THROW -> throw new InjectedFault(before);
                case FAIL -> throw Failures.refused(before);
                case DUPLICATE -> carrier.call(real, call);
                default -> Failures.pause(before);
            }
        }
        Object response = carrier.call(real, call);
        Fault after = plan.next(node, Step.AFTER_CALL);
        if (after != null && after.kind() == FaultKind.DROP) {
            throw Failures.unknown(after);
        }
        if (after != null) {
            Failures.pause(after);
        }
        return response;
    }

    @Override
    public Endpoint serve(List<BoundOperation> operations, CallHandler handler) {
        Endpoint endpoint = carrier.serve(operations, call -> answer(handler.handle(call)));
        return new Endpoint(name(), advertised.orElse(endpoint.address()));
    }

    private @Nullable Object answer(@Nullable Object response) {
        if (!(response instanceof Record answer)) {
            return response;
        }
        Fault fault = plan.next(node, Step.BEFORE_ANSWER);
        if (fault != null && fault.kind() == FaultKind.BREAK) {
            return Broken.of(answer);
        }
        if (fault != null) {
            Failures.pause(fault);
        }
        return answer;
    }

    @Override
    public void drain(Duration patience) {
        carrier.drain(patience);
    }

    @Override
    public void close() {
        carrier.close();
    }
}

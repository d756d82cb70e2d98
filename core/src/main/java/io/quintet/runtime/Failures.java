package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.contract.ErrorModel;
import io.quintet.contract.OperationModel;
import io.quintet.spi.Failure;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what a handler throws becomes a failure that travels. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** The failure for the caller; what the caller must not see, such as a bug's message, is logged here instead. */
    static Failure of(OperationModel operation, Throwable thrown) {
        return switch (thrown) {
            case DomainException domain -> ofDomain(operation, domain);
            case QuintetException e -> ofQuintet(operation, e);
            case InterruptedException e -> Failure.of(Code.CANCELLED, operation.qualifiedName() + ": cancelled");
            default -> {
                LOG.error("{}: the handler failed", operation.qualifiedName(), thrown);
                yield Failure.of(
                        Code.INTERNAL, operation.qualifiedName() + ": the handler failed; see the log of the service");
            }
        };
    }

    private static Failure ofDomain(OperationModel operation, DomainException e) {
        ErrorModel error = operation.error(e);
        if (error == null) {
            LOG.error("{}: threw {}, which the contract does not declare", operation.qualifiedName(), e.getClass(), e);
            return Failure.of(e.code(), String.valueOf(e.getMessage()));
        }
        return new Failure(e.code(), String.valueOf(e.getMessage()), error.name(), e.detail(), List.of(), false);
    }

    private static Failure ofQuintet(OperationModel operation, QuintetException e) {
        if (!e.fromPeer()) {
            return new Failure(
                    e.code(), String.valueOf(e.getMessage()), null, null, e.violations(), false, e.retryAfter());
        }
        // what a peer complains about is this service's doing, unless the peer was just not able to serve
        return switch (e.code()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED ->
                Failure.of(e.code(), String.valueOf(e.getMessage()));
            default -> {
                LOG.error("{}: a call inside the handler failed", operation.qualifiedName(), e);
                yield Failure.of(
                        Code.INTERNAL,
                        operation.qualifiedName() + ": a call inside the handler failed; see the log of the service");
            }
        };
    }
}

package io.quintet.spi;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.contract.ErrorModel;
import io.quintet.contract.OperationModel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An error as it travels, the same over every transport.
 *
 * @param code the code
 * @param message for people; without secrets, stack traces or class names
 * @param domainType the simple name of the contract's own exception; null for all others
 * @param detail the detail of the contract's own exception; null for all others
 * @param violations what is wrong with the request
 * @param retrySafe whether nothing was done
 * @param retryAfter how long to wait before sending again; null where nobody has said
 */
public record Failure(
        Code code,
        String message,
        @Nullable String domainType,
        @Nullable Object detail,
        List<Violation> violations,
        boolean retrySafe,
        @Nullable Duration retryAfter) {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    /** Without a time to wait. */
    public Failure(
            Code code,
            String message,
            @Nullable String domainType,
            @Nullable Object detail,
            List<Violation> violations,
            boolean retrySafe) {
        this(code, message, domainType, detail, violations, retrySafe, null);
    }

    /**
     * What the failure is on the side that receives it: the contract's own exception where the operation declares it, else a
     * {@link QuintetException} that the peer reported.
     */
    public Exception toException(OperationModel operation) {
        ErrorModel error = domainType == null ? null : operation.error(domainType);
        if (error != null && detail != null && error.detail().isInstance(detail)) {
            try {
                return error.rebuild(detail);
            } catch (RuntimeException e) {
                LOG.warn("{}: {} cannot be made of its detail", operation.qualifiedName(), domainType, e);
            }
        }
        QuintetException reported = QuintetException.reported(code, message, violations, retrySafe);
        return retryAfter == null ? reported : reported.after(retryAfter);
    }

    /** With another detail, or none, in place of this one. */
    Failure with(@Nullable String type, @Nullable Object otherDetail) {
        return new Failure(code, message, type, otherDetail, violations, retrySafe, retryAfter);
    }

    /** With another message, and without violations. */
    public Failure shortened(String shorter) {
        return new Failure(code, shorter, domainType, detail, List.of(), retrySafe, retryAfter);
    }

    /** A failure that is not of the contract's own. */
    public static Failure of(Code code, String message) {
        return new Failure(code, message, null, null, List.of(), false);
    }
}

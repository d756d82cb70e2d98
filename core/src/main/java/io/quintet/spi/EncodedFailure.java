package io.quintet.spi;

import io.quintet.QuintetException;
import io.quintet.contract.ErrorModel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A failure with its detail as bytes of the operation's codec: what transports send and get. Code and message arrive whatever becomes of the
 * detail.
 *
 * @param failure all but the detail; it names the contract's own exception just where there is a detail
 * @param detail the detail of the contract's own exception; null for all others
 */
@SuppressWarnings("ArrayRecordComponent") // passed on to the transport, never compared
public record EncodedFailure(Failure failure, byte @Nullable [] detail) {
    private static final Logger LOG = LoggerFactory.getLogger(EncodedFailure.class);

    /** Encodes the detail; one that cannot be written is logged and left out. The operation is null outside of any. */
    public static EncodedFailure of(Failure failure, @Nullable BoundOperation operation) {
        Object detail = failure.detail();
        if (detail == null || operation == null) {
            return new EncodedFailure(plain(failure), null);
        }
        try {
            return new EncodedFailure(failure, operation.codec().encode(detail));
        } catch (RuntimeException e) {
            LOG.error(
                    "{}: the detail of {} cannot be written, and is left out",
                    operation.model().qualifiedName(),
                    failure.domainType(),
                    e);
            return new EncodedFailure(plain(failure), null);
        }
    }

    private static Failure plain(Failure failure) {
        return failure.domainType() == null && failure.detail() == null ? failure : failure.with(null, null);
    }

    /** Without the detail, for a transport that cannot carry so much. */
    public EncodedFailure withoutDetail() {
        return new EncodedFailure(plain(failure), null);
    }

    /**
     * What the failure is on the side that gets it: the contract's own exception where the operation declares it and the detail can be
     * read, else a {@link QuintetException} that the peer reported.
     */
    public Exception toException(BoundOperation operation) {
        String type = failure.domainType();
        ErrorModel error = type == null ? null : operation.model().error(type);
        if (error == null || detail == null) {
            return failure.toException(operation.model());
        }
        Object read;
        try {
            read = operation.codec().of(error.detail()).decode(detail);
        } catch (RuntimeException e) {
            LOG.debug("detail of {} of another version; code and message still tell", type, e);
            read = null;
        }
        return failure.with(type, read).toException(operation.model());
    }
}

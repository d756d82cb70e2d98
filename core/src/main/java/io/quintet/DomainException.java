package io.quintet;

/**
 * A contract's own exception: an answer that belongs to the domain, such as "no such ticket"; it travels typed, with its detail.
 *
 * <p>A subclass has one public constructor that takes its detail, a record:
 *
 * <pre>{@code
 * public final class TicketNotFound extends DomainException {
 *     public record Detail(String ticketId) {}
 *
 *     public TicketNotFound(Detail detail) {
 *         super(Code.NOT_FOUND, "no ticket " + detail.ticketId(), detail);
 *     }
 * }
 * }</pre>
 */
public abstract class DomainException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient Record detail;

    /** With the code that callers which do not know the type see, and the detail that travels. */
    protected DomainException(Code code, String message, Record detail) {
        super(message);
        this.code = code;
        this.detail = detail;
    }

    /** The code that stands for this exception where its type is not known. */
    public final Code code() {
        return code;
    }

    /** The detail that travels; what the constructor was given. */
    public final Record detail() {
        return detail;
    }
}

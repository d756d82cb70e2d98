package io.quintet;

/**
 * The closed set of error codes, those of gRPC and Connect; this enum is the one table that says how each travels.
 *
 * @see <a href="https://grpc.io/docs/guides/status-codes/">gRPC status codes</a>
 */
public enum Code {
    /** The caller went away. */
    CANCELLED(1, 499),
    /** An error that says nothing of its kind. */
    UNKNOWN(2, 500),
    /** The request is wrong whatever the state of the system: mend it before sending it again. */
    INVALID_ARGUMENT(3, 400),
    /** The deadline passed; the operation may or may not have taken effect. */
    DEADLINE_EXCEEDED(4, 504),
    /** What was asked for does not exist. */
    NOT_FOUND(5, 404),
    /** What was to be created exists. */
    ALREADY_EXISTS(6, 409),
    /** The caller is known and may not do this. */
    PERMISSION_DENIED(7, 403),
    /** A limit is reached: a quota, a size, a queue. */
    RESOURCE_EXHAUSTED(8, 429),
    /** The state of the system forbids it: do not retry before that state was changed. */
    FAILED_PRECONDITION(9, 412),
    /** A conflict such as a lost race: retry the whole read-and-write. */
    ABORTED(10, 409),
    /** Past the valid range. */
    OUT_OF_RANGE(11, 400),
    /** The peer does not know the operation. */
    UNIMPLEMENTED(12, 501),
    /** A bug on the side that says it. */
    INTERNAL(13, 500),
    /** Nobody there at the moment: retry with backoff. */
    UNAVAILABLE(14, 503),
    /** Stored data is lost or damaged. */
    DATA_LOSS(15, 500),
    /** The caller did not prove who it is. */
    UNAUTHENTICATED(16, 401);

    private final int number;
    private final int httpStatus;

    Code(int number, int httpStatus) {
        this.number = number;
        this.httpStatus = httpStatus;
    }

    /** The gRPC status number, 1 to 16. */
    public int number() {
        return number;
    }

    /** The HTTP status that carries it. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The code for an HTTP status that came without one, as from a proxy or a server that does not speak Quintet. */
    public static Code ofHttpStatus(int status) {
        return switch (status) {
            case 400, 405, 406, 415, 422 -> INVALID_ARGUMENT;
            case 401 -> UNAUTHENTICATED;
            case 403 -> PERMISSION_DENIED;
            case 404, 410 -> NOT_FOUND;
            case 408, 504 -> DEADLINE_EXCEEDED;
            case 409 -> ABORTED;
            case 412 -> FAILED_PRECONDITION;
            case 413, 414, 429, 431 -> RESOURCE_EXHAUSTED;
            case 499 -> CANCELLED;
            case 501 -> UNIMPLEMENTED;
            case 502, 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : UNKNOWN;
        };
    }
}

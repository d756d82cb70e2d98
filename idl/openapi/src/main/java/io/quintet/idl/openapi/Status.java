package io.quintet.idl.openapi;

import io.quintet.Code;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The statuses of failures: those of codes, which the table of {@link Code} gives, and those of the transport alone. */
enum Status {
    BAD_REQUEST(400, "BadRequest"),
    UNAUTHORIZED(401, "Unauthorized"),
    FORBIDDEN(403, "Forbidden"),
    NOT_FOUND(404, "NotFound"),
    NOT_ACCEPTABLE(406, "NotAcceptable", "Accept names no media type that this can be answered in"),
    REQUEST_TIMEOUT(408, "RequestTimeout", "the request took too long to arrive"),
    CONFLICT(409, "Conflict"),
    PRECONDITION_FAILED(412, "PreconditionFailed"),
    CONTENT_TOO_LARGE(413, "ContentTooLarge", "the body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType", "Content-Type names no media type that is read here"),
    TOO_MANY_REQUESTS(429, "TooManyRequests"),
    INTERNAL_SERVER_ERROR(500, "InternalServerError"),
    NOT_IMPLEMENTED(501, "NotImplemented"),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable"),
    GATEWAY_TIMEOUT(504, "GatewayTimeout");

    private final int number;
    private final String title;
    private final String description;
    private final boolean ofCodes;

    /** One that stands for codes. */
    Status(int number, String title) {
        this(
                number,
                title,
                Arrays.stream(Code.values())
                        .filter(code -> code.httpStatus() == number)
                        .map(Code::name)
                        .collect(Collectors.joining(", ")),
                true);
    }

    /** One of the transport alone. */
    Status(int number, String title, String description) {
        this(number, title, description, false);
    }

    Status(int number, String title, String description, boolean ofCodes) {
        this.number = number;
        this.title = title;
        this.description = description;
        this.ofCodes = ofCodes;
    }

    String number() {
        return Integer.toString(number);
    }

    /** The name of its response among the components. */
    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** Whether an exception of the contract may have it. */
    boolean ofCodes() {
        return ofCodes;
    }

    /** Whether it says when to come back. */
    boolean retryAfter() {
        return this == TOO_MANY_REQUESTS || this == SERVICE_UNAVAILABLE;
    }

    /** Those that an operation may be answered with; {@code default} is for what does not depend on the operation. */
    static List<Status> of(ApiOperation operation) {
        return Arrays.stream(values())
                .filter(status -> switch (status) {
                    case NOT_ACCEPTABLE ->
                        operation.events() || operation.model().response() != null;
                    case REQUEST_TIMEOUT, CONTENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> operation.readsBody();
                    default -> true;
                })
                .toList();
    }
}

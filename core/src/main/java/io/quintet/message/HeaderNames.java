package io.quintet.message;

/**
 * The one table of header names. Those of CloudEvents 1.0 where one exists.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/dataref.md">CloudEvents Dataref</a>
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 * @see <a href="https://www.w3.org/TR/baggage/">W3C Baggage</a>
 */
public final class HeaderNames {
    /** CloudEvents: identifies the message; unchanged on every redelivery and relay. */
    public static final String ID = "id";
    /** CloudEvents: the service that sent it. */
    public static final String SOURCE = "source";
    /** CloudEvents: the operation, such as {@code kitchen.createTicket}. */
    public static final String TYPE = "type";
    /** CloudEvents: what it is about, in the context of the source. */
    public static final String SUBJECT = "subject";
    /** CloudEvents: when it was sent, RFC 3339. */
    public static final String TIME = "time";
    /** CloudEvents: the media type of the payload. */
    public static final String CONTENT_TYPE = "datacontenttype";
    /** How the payload is compressed, such as {@code gzip}; absent where it is not. */
    public static final String CONTENT_ENCODING = "contentencoding";
    /** CloudEvents claim check extension: where the payload is, which the message then does not carry itself. */
    public static final String DATA_REF = "dataref";
    /** With {@link #DATA_REF}: how many bytes are there. */
    public static final String DATA_LENGTH = "datalength";
    /** With {@link #DATA_REF}: the SHA-256 of these bytes, in lower-case hexadecimal digits. */
    public static final String DATA_DIGEST = "datadigest";
    /** CloudEvents partitioning extension: the key that orders messages. */
    public static final String KEY = "partitionkey";
    /** One of {@link MessageType}. */
    public static final String MESSAGE_TYPE = "messagetype";
    /** On a reply: the id of the request. */
    public static final String CORRELATION_ID = "correlationid";
    /** On a request: the channel that the reply goes to. */
    public static final String REPLY_CHANNEL = "replychannel";
    /** On a request: data that the requester gets back with the reply. */
    public static final String CORRELATION_DATA = "correlationdata";
    /** On a reply: the {@link #TIME} of the request. */
    public static final String REQUEST_TIME = "requesttime";
    /** On a message: the wall-clock time, in milliseconds since 1970, after which handling it is of no use. */
    public static final String EXPIRES = "expires";
    /** On a message: the wall-clock time, in milliseconds since 1970, before which it is not delivered. */
    public static final String NOT_BEFORE = "notbefore";
    /** On a dead letter that is delivered again: the one subscriber group that it is for; the others pass over it. */
    public static final String REPLAY_FOR = "replayfor";
    /** On a call: what the receiver recognises it by when it is sent again. */
    public static final String IDEMPOTENCY_KEY = "idempotencykey";
    /** On what is signed: the key's id, a semicolon, and the signature in base64. */
    public static final String SIGNATURE = "signature";
    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";
    /** W3C trace context: what tracing systems add to it. */
    public static final String TRACESTATE = "tracestate";
    /** W3C baggage: what the one who began it wants everybody to know who works on it. */
    public static final String BAGGAGE = "baggage";
    /** On an error reply: a {@link io.quintet.Code}. */
    public static final String ERROR_CODE = "errorcode";
    /** On an error reply: the simple name of the contract's own exception. */
    public static final String ERROR_TYPE = "errortype";
    /** On an error reply: the message for people. */
    public static final String ERROR_MESSAGE = "errormessage";
    /** On a response to many: the subscriber group that answers. */
    public static final String RESPONDER = "responder";

    private HeaderNames() {}
}

package io.quintet.signing;

import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of messages: over the payload and those headers that their sender sets and their receiver acts on.
 *
 * <p>Not signed is what others may set or change on the way: the trace, what relays and brokers add, for whom a dead letter is delivered again.
 */
public final class SignedMessages {
    /** In the order in which they are signed. */
    private static final List<String> SIGNED = List.of(
            HeaderNames.ID,
            HeaderNames.SOURCE,
            HeaderNames.TYPE,
            HeaderNames.SUBJECT,
            HeaderNames.TIME,
            HeaderNames.CONTENT_TYPE,
            HeaderNames.CONTENT_ENCODING,
            HeaderNames.DATA_REF,
            HeaderNames.DATA_LENGTH,
            HeaderNames.DATA_DIGEST,
            HeaderNames.KEY,
            HeaderNames.MESSAGE_TYPE,
            HeaderNames.CORRELATION_ID,
            HeaderNames.REPLY_CHANNEL,
            HeaderNames.CORRELATION_DATA,
            HeaderNames.REQUEST_TIME,
            HeaderNames.EXPIRES,
            HeaderNames.NOT_BEFORE,
            HeaderNames.IDEMPOTENCY_KEY,
            HeaderNames.BAGGAGE,
            HeaderNames.ERROR_CODE,
            HeaderNames.ERROR_TYPE,
            HeaderNames.ERROR_MESSAGE,
            HeaderNames.RESPONDER);

    private final Keyring keyring;

    /** With these keys. */
    public SignedMessages(Keyring keyring) {
        this.keyring = keyring;
    }

    /** The message, signed where messages are to be. */
    public Message sign(Message message) {
        if (!keyring.signs()) {
            return message;
        }
        String signature =
                keyring.sign(signed(message.headers()), message.payload()).text();
        return new Message(message.headers().with(HeaderNames.SIGNATURE, signature), message.payload());
    }

    /**
     * Checks a message that was received.
     *
     * @throws QuintetException UNAUTHENTICATED, as {@link Keyring#check} says
     */
    public void check(Message message) {
        if (keyring.checks()) {
            Headers headers = message.headers();
            @Nullable String source = headers.get(HeaderNames.SOURCE);
            keyring.check(
                    headers.get(HeaderNames.TYPE) + " from " + source,
                    source,
                    SignedBy.of(headers.get(HeaderNames.SIGNATURE)),
                    signed(headers),
                    message.payload());
        }
    }

    /** Whether messages are checked at all. */
    public boolean checks() {
        return keyring.checks();
    }

    /** Whether {@link #check} has nothing against a message. */
    public boolean authentic(Message message) {
        try {
            check(message);
            return true;
        } catch (QuintetException e) {
            return false;
        }
    }

    /** Every name and value with its length, and an empty name as the end, so that nothing can pass from one into another. */
    private static byte[] signed(Headers headers) {
        Headers.Builder signed = Headers.builder();
        for (String name : SIGNED) {
            signed.setIfPresent(name, headers.get(name));
        }
        return signed.set("", "").build().encode();
    }
}

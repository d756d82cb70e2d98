package io.quintet.payload;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.ClaimId;
import io.quintet.spi.ClaimStore;
import io.quintet.spi.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a payload into the store and a reference into its message, and back. What comes back is verified: it has the length and the
 * digest that the message tells.
 *
 * @see <a href="https://www.enterpriseintegrationpatterns.com/patterns/messaging/StoreInLibrary.html">Claim Check</a>
 */
final class ClaimCheck {
    private static final String SCHEME = "claim:";
    private static final int MOST_SHOWN = 100;
    private static final byte[] NOTHING = new byte[0];

    private final @Nullable ClaimStore store;
    private final PayloadSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ClaimCheck(@Nullable ClaimStore store, PayloadSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether there is a store. */
    boolean possible() {
        return store != null;
    }

    /** Whether the store keeps the payload until the message is due. */
    boolean lasts(Message message) {
        long due = message.notBefore();
        return due == 0 || due <= clock.instant().plus(settings.retention()).toEpochMilli();
    }

    /** Stores the payload; the message that refers to it. */
    Message of(Message message) {
        ClaimStore to = required("payload of " + message.payload().length + " bytes");
        byte[] payload = message.payload();
        ClaimId id = ClaimId.of(clock.instant(), random);
        put(to, id, payload);
        return new Message(
                message.headers().toBuilder()
                        .set(HeaderNames.DATA_REF, SCHEME + to.name() + "/" + id)
                        .set(HeaderNames.DATA_LENGTH, Integer.toString(payload.length))
                        .set(HeaderNames.DATA_DIGEST, digest(payload))
                        .build(),
                NOTHING);
    }

    /** Whatever has become of the payload: the message was not sent, so that sending it again is safe. */
    private static void put(ClaimStore to, ClaimId id, byte[] payload) {
        try {
            to.put(id, payload);
        } catch (QuintetException e) {
            throw QuintetException.refused(e.code(), "payload of " + payload.length + " bytes: " + e.getMessage())
                    .causedBy(e);
        }
    }

    /** The message as it was before its payload was stored; the same where it was not. */
    Message undo(Message message) {
        String reference = message.header(HeaderNames.DATA_REF);
        if (reference == null) {
            return message;
        }
        ClaimStore from = required("header dataref: \"" + shown(reference) + "\"");
        ClaimId id = id(from, reference);
        int length = length(message.header(HeaderNames.DATA_LENGTH));
        byte[] payload = from.get(id, length).orElseThrow(() -> missing(reference, id));
        verify(message, reference, length, payload);
        return new Message(
                message.headers()
                        .without(HeaderNames.DATA_REF)
                        .without(HeaderNames.DATA_LENGTH)
                        .without(HeaderNames.DATA_DIGEST),
                payload);
    }

    private ClaimStore required(String what) {
        if (store == null) {
            throw QuintetException.refused(
                    Code.FAILED_PRECONDITION,
                    what + " needs a store (expected: claims.store, the same as that of the service that has sent it)");
        }
        return store;
    }

    private static ClaimId id(ClaimStore from, String reference) {
        String start = SCHEME + from.name() + "/";
        String id = reference.startsWith(start) ? reference.substring(start.length()) : "";
        if (!ClaimId.valid(id)) {
            throw wrong(HeaderNames.DATA_REF, reference, start + " and an id, for claims.store is " + from.name());
        }
        return new ClaimId(id);
    }

    private int length(@Nullable String text) {
        try {
            int length = text == null ? -1 : Integer.parseInt(text);
            if (length >= 0 && length <= settings.most()) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw wrong(HeaderNames.DATA_LENGTH, text, "a number of bytes").causedBy(e);
        }
        throw wrong(HeaderNames.DATA_LENGTH, text, "0 to " + settings.most() + " bytes, as messages.max-payload says");
    }

    private static void verify(Message message, String reference, int length, byte[] payload) {
        if (payload.length != length) {
            throw tampered(reference, payload.length + " bytes", length + ", as header datalength says");
        }
        String expected = message.header(HeaderNames.DATA_DIGEST);
        if (expected == null) {
            throw wrong(HeaderNames.DATA_DIGEST, null, "the SHA-256 of the payload");
        }
        String found = digest(payload);
        if (!MessageDigest.isEqual(
                found.getBytes(StandardCharsets.US_ASCII), expected.getBytes(StandardCharsets.US_ASCII))) {
            throw tampered(reference, "SHA-256 " + found, shown(expected) + ", as header datadigest says");
        }
    }

    private static QuintetException tampered(String reference, String found, String expected) {
        return QuintetException.concluded(
                Code.DATA_LOSS,
                FailureMode.ARBITRARY,
                "payload at " + reference + ": " + found + " (expected: " + expected + ")");
    }

    private QuintetException missing(String reference, ClaimId id) {
        Instant until = id.made().plus(settings.retention());
        return QuintetException.concluded(
                Code.UNAVAILABLE,
                FailureMode.OMISSION,
                "payload at " + reference + ": not in the store (expected: there until " + until
                        + ", when claims.retention is over)");
    }

    private static QuintetException wrong(String header, @Nullable String value, String expected) {
        return QuintetException.invalid(
                "header " + header + ": " + (value == null ? "absent" : "\"" + shown(value) + "\"") + " (expected: "
                        + expected + ")",
                List.of());
    }

    private static String shown(String value) {
        return value.length() <= MOST_SHOWN ? value : value.substring(0, MOST_SHOWN) + "…";
    }

    private static String digest(byte[] payload) {
        return HexFormat.of().formatHex(Sha256.of(payload));
    }
}

package io.quintet.signing;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A signature, and whose it is.
 *
 * @param keyId the id of the key, as both sides name it
 * @param bytes the signature
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and not kept
public record SignedBy(String keyId, byte[] bytes) {
    /** As one text: the key's id, a semicolon, base64. */
    public String text() {
        return keyId + ";" + Base64.getEncoder().encodeToString(bytes);
    }

    /** From {@link #text()}; what is none becomes a signature that no key has made, and null stays null. */
    public static @Nullable SignedBy of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int semicolon = text.lastIndexOf(';');
        try {
            return new SignedBy(
                    text.substring(0, Math.max(0, semicolon)),
                    Base64.getDecoder().decode(text.substring(semicolon + 1)));
        } catch (IllegalArgumentException e) {
            return new SignedBy(text.substring(0, Math.max(0, semicolon)), new byte[0]);
        }
    }
}

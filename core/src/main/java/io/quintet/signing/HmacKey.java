package io.quintet.signing;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that all who sign and all who check share: quick, but each of them can sign as any other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class HmacKey implements Key {
    /** Shorter ones are weaker than the hash, see RFC 2104, section 3. */
    static final int LEAST_BYTES = 32;

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec secret;

    HmacKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, HMAC);
    }

    @Override
    public String algorithm() {
        return "hmac-sha256";
    }

    @Override
    public boolean signs() {
        return true;
    }

    @Override
    public byte[] sign(byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(secret);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    @Override
    public boolean verifies(byte[] signature, byte[]... parts) throws GeneralSecurityException {
        return MessageDigest.isEqual(signature, sign(parts));
    }
}

package io.quintet.signing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import org.jspecify.annotations.Nullable;

/**
 * A pair of keys: just who holds the private one can sign.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032</a>
 */
final class Ed25519Key implements Key {
    static final String ED25519 = "Ed25519";

    private final PublicKey publicKey;
    private final @Nullable PrivateKey privateKey;

    /** {@code privateKey} is null where the key only checks. */
    Ed25519Key(PublicKey publicKey, @Nullable PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    @Override
    public String algorithm() {
        return "ed25519";
    }

    @Override
    public boolean signs() {
        return privateKey != null;
    }

    @Override
    public byte[] sign(byte[]... parts) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ED25519);
        signature.initSign(privateKey);
        for (byte[] part : parts) {
            signature.update(part);
        }
        return signature.sign();
    }

    @Override
    public boolean verifies(byte[] bytes, byte[]... parts) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ED25519);
        signature.initVerify(publicKey);
        for (byte[] part : parts) {
            signature.update(part);
        }
        try {
            return signature.verify(bytes);
        } catch (SignatureException e) { // bytes that are no signature at all
            return false;
        }
    }
}

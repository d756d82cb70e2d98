package io.quintet.signing;

import java.security.GeneralSecurityException;

/** A key of one algorithm. Safe for use by many threads. */
interface Key {
    /** As RFC 9421, section 6.2.2, names it. */
    String algorithm();

    /** Whether it can sign, rather than only check. */
    boolean signs();

    /** The signature over the parts, one after the other. */
    byte[] sign(byte[]... parts) throws GeneralSecurityException;

    /** Whether a signature is this key's over the parts. */
    boolean verifies(byte[] signature, byte[]... parts) throws GeneralSecurityException;
}

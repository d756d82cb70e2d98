package io.quintet.signing;

import io.quintet.ConfigurationException;
import io.quintet.config.PemFiles;
import io.quintet.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads one key from the settings of its id, and the files that they name; what is wrong is told without what is secret. */
final class KeyReader {
    private static final String SECRET = "hmac-secret";
    private static final String SECRET_FILE = "hmac-secret-file";
    private static final String PUBLIC_FILE = "ed25519-public-file";
    private static final String PRIVATE_FILE = "ed25519-private-file";
    private static final int MAX_FILE_BYTES = 64 * 1024;
    private static final byte[] PROBE = "quintet".getBytes(StandardCharsets.US_ASCII);

    private final Settings section;

    KeyReader(Settings section) {
        this.section = section;
    }

    Key read() {
        String secret = section.text(SECRET).orElse(null);
        String secretFile = section.text(SECRET_FILE).orElse(null);
        String publicFile = section.text(PUBLIC_FILE).orElse(null);
        String privateFile = section.text(PRIVATE_FILE).orElse(null);
        boolean hmac = secret != null || secretFile != null;
        boolean ed25519 = publicFile != null;
        if (hmac == ed25519 || (secret != null && secretFile != null) || (hmac && privateFile != null)) {
            throw section.wrong(
                    hmac ? (secret != null ? SECRET : SECRET_FILE) : PUBLIC_FILE,
                    "one of " + SECRET + ", " + SECRET_FILE + ", or " + PUBLIC_FILE + " with or without "
                            + PRIVATE_FILE);
        }
        if (secret != null) {
            return hmac(SECRET, secret);
        }
        return secretFile != null
                ? hmac(SECRET_FILE, text(SECRET_FILE, secretFile))
                : ed25519(String.valueOf(publicFile), privateFile);
    }

    private Key hmac(String setting, String base64) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw section.wrong(setting, "base64");
        }
        if (secret.length < HmacKey.LEAST_BYTES) {
            throw section.wrong(
                    setting, "base64 of at least " + HmacKey.LEAST_BYTES + " random bytes, not " + secret.length);
        }
        return new HmacKey(secret);
    }

    private Key ed25519(String publicFile, @Nullable String privateFile) {
        PemFiles files = new PemFiles(section);
        try {
            KeyFactory keys = KeyFactory.getInstance(Ed25519Key.ED25519);
            PublicKey publicKey =
                    keys.generatePublic(new X509EncodedKeySpec(files.block(PUBLIC_FILE, publicFile, "PUBLIC KEY")));
            PrivateKey privateKey = privateFile == null
                    ? null
                    : keys.generatePrivate(
                            new PKCS8EncodedKeySpec(files.block(PRIVATE_FILE, privateFile, "PRIVATE KEY")));
            Ed25519Key key = new Ed25519Key(publicKey, privateKey);
            if (key.signs() && !key.verifies(key.sign(PROBE), PROBE)) {
                throw section.wrong(PRIVATE_FILE, "the private key that belongs to " + publicFile);
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw caused(section.wrong(PUBLIC_FILE, "PEM files of a pair of Ed25519 keys"), e);
        }
    }

    private String text(String setting, String name) {
        Path file = Path.of(name);
        try {
            if (!Files.isRegularFile(file)) {
                throw section.wrong(setting, "a file that exists");
            }
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw section.wrong(setting, "a file of at most 64 KiB");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw caused(section.wrong(setting, "a text file that can be read"), e);
        }
    }

    private static ConfigurationException caused(ConfigurationException complaint, Exception cause) {
        complaint.initCause(cause);
        return complaint;
    }
}

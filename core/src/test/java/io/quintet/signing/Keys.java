package io.quintet.signing;

import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Keys for tests. */
final class Keys {
    private Keys() {}

    /** A secret of 32 bytes, each of them {@code value}. */
    static String secret(int value) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Settings from names and values in turn. */
    static Settings settings(String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new SettingsSource().code(values).settings();
    }

    /** Writes a new pair to {@code <name>.pub} and {@code <name>.key}. */
    static void write(Path directory, String name) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(
                directory.resolve(name + ".pub"),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        Files.writeString(
                directory.resolve(name + ".key"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }
}

package io.quintet.transport.zeromq;

import io.quintet.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * The CURVE keys of an instance, and those of the peers that it talks to; whoever has another is neither called nor answered.
 *
 * @see <a href="https://rfc.zeromq.org/spec/26/">CurveZMQ</a>
 */
final class CurveKeys {
    private static final int LENGTH = 32;

    private final byte[] publicKey;
    private final byte[] secretKey;
    private final Set<String> trusted;

    private CurveKeys(byte[] publicKey, byte[] secretKey, Set<String> trusted) {
        this.publicKey = publicKey;
        this.secretKey = secretKey;
        this.trusted = trusted;
    }

    /** Null where the section is empty. */
    static @Nullable CurveKeys of(Settings settings) {
        if (settings.names().isEmpty()) {
            return null;
        }
        byte[] publicKey = key(settings, "public-key", settings.text("public-key", ""));
        String file = settings.text("secret-key-file").orElse(null);
        byte[] secretKey = file == null
                ? key(settings, "secret-key", settings.text("secret-key", ""))
                : key(settings, "secret-key-file", read(settings, file));
        Set<String> trusted = new LinkedHashSet<>();
        for (String key : settings.text("trust", "").split(",", -1)) {
            trusted.add(HexFormat.of().formatHex(key(settings, "trust", key)));
        }
        return new CurveKeys(publicKey, secretKey, Set.copyOf(trusted));
    }

    private static String read(Settings settings, String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw settings.wrong(
                    "secret-key-file",
                    "a file that can be read: " + e.getClass().getSimpleName());
        }
    }

    private static byte[] key(Settings settings, String name, String text) {
        String expected = "40 characters of Z85 as zmq_curve_keypair makes them"
                + (name.equals("trust") ? ", or several with commas between them" : "");
        String key = text.strip();
        if (key.length() != LENGTH * 5 / 4) {
            throw settings.wrong(name, expected);
        }
        try {
            byte[] bytes = ZMQ.Curve.z85Decode(key);
            if (bytes != null
                    && bytes.length == LENGTH
                    && ZMQ.Curve.z85Encode(bytes).equals(key)) {
                return bytes;
            }
        } catch (RuntimeException e) {
            throw settings.wrong(name, expected);
        }
        throw settings.wrong(name, expected);
    }

    /** For whoever wants to connect here, as part of the address. */
    String publicHex() {
        return HexFormat.of().formatHex(publicKey);
    }

    boolean trusts(String publicHex) {
        return trusted.contains(publicHex);
    }

    void listen(ZMQ.Socket socket) {
        socket.setCurveServer(true);
        own(socket);
    }

    void connect(ZMQ.Socket socket, String serverHex) {
        socket.setCurveServerKey(HexFormat.of().parseHex(serverHex));
        own(socket);
    }

    private void own(ZMQ.Socket socket) {
        socket.setCurvePublicKey(Arrays.copyOf(publicKey, LENGTH));
        socket.setCurveSecretKey(Arrays.copyOf(secretKey, LENGTH));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "CurveKeys[" + publicHex() + ", trusts " + trusted.size() + "]";
    }
}

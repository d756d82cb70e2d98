package io.quintet.config;

import io.quintet.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads files in the format PEM that a section's settings name, at start-up, so that a wrong one is told then, with setting, name and
 * reason, and not at a handshake: those of TLS in the settings {@code certificate}, {@code key} and {@code trust}, and keys by themselves.
 */
public final class PemFiles {
    private static final String CERTIFICATES = "certificates";
    private static final String PRIVATE_KEY = "a PRIVATE KEY";
    private static final int MOST_BYTES = 1024 * 1024;
    private static final byte[] PROBE = "quintet".getBytes(StandardCharsets.US_ASCII);

    private final Settings section;

    /** Of a section. */
    public PemFiles(Settings section) {
        this.section = section;
    }

    /**
     * What to show to peers: the certificates of one file, and their private key, as PKCS #8 and not encrypted, of another.
     *
     * @throws ConfigurationException when they cannot be used
     */
    public KeyManagerFactory identity(String certificate, String key) {
        try {
            Certificate[] chain = certificates("certificate", certificate).toArray(new Certificate[0]);
            PrivateKey mine = key(key, chain[0].getPublicKey());
            KeyStore store = empty();
            store.setKeyEntry("this", mine, new char[0], chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw impossible(e);
        }
    }

    /**
     * Whom to trust: those whose certificates are signed by one of a file's.
     *
     * @throws ConfigurationException when it cannot be used
     */
    public TrustManagerFactory trust(String file) {
        try {
            KeyStore store = empty();
            int count = 0;
            for (Certificate certificate : certificates("trust", file)) {
                store.setCertificateEntry("trusted-" + count++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (GeneralSecurityException | IOException e) {
            throw impossible(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static ConfigurationException impossible(Exception e) {
        return new ConfigurationException("TLS cannot be set up: " + e.getMessage(), e);
    }

    private Collection<? extends Certificate> certificates(String setting, String file) {
        byte[] bytes = read(setting, file, CERTIFICATES);
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            if (found.isEmpty()) {
                throw wrong(setting, CERTIFICATES, "but there is none in it", null);
            }
            for (Certificate each : found) {
                ((X509Certificate) each).checkValidity();
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw wrong(setting, CERTIFICATES, "but: " + e.getMessage(), e);
        }
    }

    private PrivateKey key(String file, PublicKey counterpart) {
        byte[] der = block("key", file, "PRIVATE KEY");
        try {
            PrivateKey key =
                    KeyFactory.getInstance(counterpart.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
            if (!belongTogether(key, counterpart)) {
                throw wrong("key", PRIVATE_KEY, "but it is not the key of the certificate", null);
            }
            return key;
        } catch (GeneralSecurityException e) {
            // without the cause: what cannot be read may be quoted there
            throw wrong(
                    "key", PRIVATE_KEY, "but it cannot be read as a key of kind " + counterpart.getAlgorithm(), null);
        }
    }

    /**
     * What stands in a file, in Base64, between the lines that begin and end a block; the first, where there are several.
     *
     * @param setting that names the file
     * @param label of the block, such as {@code PUBLIC KEY}
     * @throws ConfigurationException when there is none; it quotes nothing of the file
     */
    public byte[] block(String setting, String file, String label) {
        String kind = "a " + label;
        String text = new String(read(setting, file, kind), StandardCharsets.ISO_8859_1);
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            String mend =
                    kind.equals(PRIVATE_KEY) ? "; openssl pkcs8 -topk8 -nodes writes other kinds of keys that way" : "";
            throw wrong(setting, kind, "but there is no \"" + begin + "\" in it" + mend, null);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw wrong(setting, kind, "but what is in it is not Base64", null);
        }
    }

    private static boolean belongTogether(PrivateKey key, PublicKey counterpart) throws GeneralSecurityException {
        String kind = switch (counterpart.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> counterpart.getAlgorithm();
        };
        Signature signature = Signature.getInstance(kind);
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(counterpart);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private byte[] read(String setting, String file, String kind) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw wrong(setting, kind, "of at most " + MOST_BYTES + " bytes", null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw wrong(setting, kind, "but there is no such file", e);
        } catch (IOException e) {
            throw wrong(setting, kind, "but it cannot be read: " + e.getMessage(), e);
        }
    }

    private ConfigurationException wrong(String setting, String kind, String reason, @Nullable Throwable cause) {
        ConfigurationException complaint = section.wrong(setting, "a PEM file with " + kind + ", " + reason);
        return cause == null ? complaint : new ConfigurationException(String.valueOf(complaint.getMessage()), cause);
    }
}

package io.quintet.config;

import io.quintet.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
 * Reads the files of TLS that a section's settings {@code certificate}, {@code key} and {@code trust} name, at start-up, so that a wrong one
 * is told then, with setting, name and reason, and not at a handshake.
 */
public final class PemFiles {
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";

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
        byte[] bytes = read(setting, file);
        try {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            if (found.isEmpty()) {
                throw wrong(setting, "but there is none in it", null);
            }
            for (Certificate each : found) {
                ((X509Certificate) each).checkValidity();
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw wrong(setting, "but: " + e.getMessage(), e);
        }
    }

    private PrivateKey key(String file, PublicKey counterpart) {
        String text = new String(read("key", file), StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(KEY_BEGIN);
        int end = text.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw wrong(
                    "key",
                    "but there is no \"" + KEY_BEGIN
                            + "\" in it; openssl pkcs8 -topk8 -nodes writes other kinds of keys that way",
                    null);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + KEY_BEGIN.length(), end));
            PrivateKey key =
                    KeyFactory.getInstance(counterpart.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
            if (!belongTogether(key, counterpart)) {
                throw wrong("key", "but it is not the key of the certificate", null);
            }
            return key;
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            // without the cause: what cannot be read may be quoted there
            throw wrong("key", "but it cannot be read as a key of kind " + counterpart.getAlgorithm(), null);
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
        signature.update(KEY_BEGIN.getBytes(StandardCharsets.ISO_8859_1));
        byte[] signed = signature.sign();
        signature.initVerify(counterpart);
        signature.update(KEY_BEGIN.getBytes(StandardCharsets.ISO_8859_1));
        return signature.verify(signed);
    }

    private byte[] read(String setting, String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw wrong(setting, "but there is no such file", e);
        } catch (IOException e) {
            throw wrong(setting, "but it cannot be read: " + e.getMessage(), e);
        }
    }

    private ConfigurationException wrong(String setting, String reason, @Nullable Throwable cause) {
        String expected = setting.equals("key") ? "a PEM file with a private key" : "a PEM file with certificates";
        ConfigurationException complaint = section.wrong(setting, expected + ", " + reason);
        return cause == null ? complaint : new ConfigurationException(String.valueOf(complaint.getMessage()), cause);
    }
}

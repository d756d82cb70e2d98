package io.quintet.net;

import io.quintet.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What one side of TLS shows and whom it trusts; holds paths and never what is in the files.
 *
 * @param section where the settings come from, for complaints
 * @param certificate path of a PEM file with the certificate, followed by those that signed it; null to show none
 * @param key path of a PEM file with the private key, as PKCS #8 and not encrypted
 * @param trust path of a PEM file with the certificates of those who sign the peers'; null for the ones of the JDK
 * @param clientAuth of a listener
 */
public record TlsSettings(
        Settings section,
        @Nullable String certificate,
        @Nullable String key,
        @Nullable String trust,
        ClientAuthentication clientAuth) {
    /** Reads {@code certificate}, {@code key}, {@code trust} and {@code client-auth} from a section. */
    public static TlsSettings read(Settings section) {
        TlsSettings settings = new TlsSettings(
                section,
                section.text("certificate").orElse(null),
                section.text("key").orElse(null),
                section.text("trust").orElse(null),
                section.choice("client-auth", ClientAuthentication.NONE));
        if ((settings.certificate == null) != (settings.key == null)) {
            throw section.wrong(
                    settings.key == null ? "key" : "certificate",
                    "a path of a PEM file: certificate and key go together");
        }
        if (settings.clientAuth != ClientAuthentication.NONE
                && (settings.certificate == null || settings.trust == null)) {
            throw section.wrong("client-auth", "none, unless certificate, key and trust are set");
        }
        return settings;
    }

    /** Whether there is a certificate to show; a listener then speaks TLS, and only TLS. */
    public boolean identified() {
        return certificate != null;
    }
}

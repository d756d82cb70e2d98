package io.quintet.net;

import io.quintet.config.PemFiles;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TCPSSLOptions;
import io.vertx.core.net.TrustOptions;

/** Gives options what the files of TLS hold. */
final class TlsFiles {
    private TlsFiles() {}

    static void apply(TlsSettings settings, TCPSSLOptions options) {
        PemFiles files = new PemFiles(settings.section());
        if (settings.certificate() != null && settings.key() != null) {
            options.setKeyCertOptions(KeyCertOptions.wrap(files.identity(settings.certificate(), settings.key())));
        }
        if (settings.trust() != null) {
            options.setTrustOptions(TrustOptions.wrap(files.trust(settings.trust())));
        }
    }
}

package io.quintet.net;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.quintet.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority that signs while the test runs, and the PEM files and settings that come of it. */
final class Certificates {
    private final Path directory;
    private final String name;
    private final X509Bundle authority;

    Certificates(Path directory, String name) throws Exception {
        this.directory = directory;
        this.name = name;
        this.authority = new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    /** A certificate for 127.0.0.1, and the settings that show it and trust this authority. */
    Settings forLoopback(String subject, String... more) throws Exception {
        return settings(new CertificateBuilder().subject("CN=" + subject).addSanIpAddress("127.0.0.1"), more);
    }

    Settings settings(CertificateBuilder builder, String... more) throws Exception {
        X509Bundle bundle = builder.buildIssuedBy(authority);
        List<String> settings = new ArrayList<>(List.of(
                "tls.certificate",
                write("certificate", bundle.getCertificatePathPEM()).toString(),
                "tls.key",
                write("key", bundle.getPrivateKeyPEM()).toString(),
                "tls.trust",
                trust().toString()));
        settings.addAll(List.of(more));
        return Rig.settings(settings.toArray(new String[0]));
    }

    /** The settings that trust this authority and show nothing. */
    Settings trusting() throws IOException {
        return Rig.settings("tls.trust", trust().toString());
    }

    private Path trust() throws IOException {
        return write("trust", authority.getCertificatePEM());
    }

    private Path write(String what, String pem) throws IOException {
        return Files.writeString(Files.createTempFile(directory, name + "-" + what, ".pem"), pem);
    }
}

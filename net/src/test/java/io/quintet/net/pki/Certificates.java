package io.quintet.net.pki;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A certificate authority that signs while the test runs, and the PEM files and settings that come of it. */
public final class Certificates {
    private final Path directory;
    private final String name;
    private final X509Bundle authority;

    /** With a directory for its files, and its name. */
    public Certificates(Path directory, String name) throws Exception {
        this.directory = directory;
        this.name = name;
        this.authority = new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    /** A certificate for 127.0.0.1, and the settings that show it and trust this authority. */
    public Settings forLoopback(String subject, String... more) throws Exception {
        return settings(new CertificateBuilder().subject("CN=" + subject).addSanIpAddress("127.0.0.1"), more);
    }

    /** Another certificate, and the settings that show it and trust this authority. */
    public Settings settings(CertificateBuilder builder, String... more) throws Exception {
        X509Bundle bundle = builder.buildIssuedBy(authority);
        List<String> settings = new ArrayList<>(List.of(
                "tls.certificate",
                write("certificate", bundle.getCertificatePathPEM()).toString(),
                "tls.key",
                write("key", bundle.getPrivateKeyPEM()).toString(),
                "tls.trust",
                trust().toString()));
        settings.addAll(List.of(more));
        return settings(settings);
    }

    /** The settings that trust this authority and show nothing. */
    public Settings trusting() throws IOException {
        return settings(List.of("tls.trust", trust().toString()));
    }

    private static Settings settings(List<String> settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.size(); i += 2) {
            map.put("net." + settings.get(i), settings.get(i + 1));
        }
        return new SettingsSource().code(map).settings().section("net");
    }

    private Path trust() throws IOException {
        return write("trust", authority.getCertificatePEM());
    }

    private Path write(String what, String pem) throws IOException {
        return Files.writeString(Files.createTempFile(directory, name + "-" + what, ".pem"), pem);
    }
}

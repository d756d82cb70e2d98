package io.quintet.discovery.etcd;

import io.quintet.ConfigurationException;
import io.quintet.config.PemFiles;
import io.quintet.config.Settings;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the registry.
 *
 * @param endpoints where the members of the cluster are
 * @param prefix of all keys, without a slash at its end
 * @param lease how long a dead instance is still listed, at most
 * @param timeout of one request to one member, but for watching
 * @param watch how long one request watches
 * @param resync after which time everything is read again, whether or not a change was missed
 * @param login null where there is none
 * @param tls null for what the JDK does
 */
record EtcdSettings(
        List<URI> endpoints,
        String prefix,
        Duration lease,
        Duration timeout,
        Duration watch,
        Duration resync,
        @Nullable Login login,
        @Nullable SSLContext tls) {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");
    private static final Pattern PREFIX = Pattern.compile("[!-~]{0,255}[!-~&&[^/]]");

    static EtcdSettings read(Settings section) {
        EtcdSettings read = new EtcdSettings(
                endpoints(section),
                section.text("prefix", "/quintet/services"),
                section.duration("lease", Duration.ofSeconds(15)),
                section.duration("timeout", Duration.ofSeconds(3)),
                section.duration("watch", Duration.ofMinutes(1)),
                section.duration("resync", Duration.ofMinutes(15)),
                login(section),
                tls(section.section("tls")));
        if (!PREFIX.matcher(read.prefix).matches()) {
            throw section.wrong(
                    "prefix", "the beginning of a key, without a slash at its end, such as /quintet/services");
        }
        if (read.lease.compareTo(Duration.ofSeconds(1)) < 0 || read.lease.compareTo(Duration.ofHours(1)) > 0) {
            throw section.wrong("lease", "a time from 1s to 1h");
        }
        return read;
    }

    private static List<URI> endpoints(Settings section) {
        String expected = "addresses with commas between them, such as http://etcd-1:2379, http://etcd-2:2379";
        String text = section.text("endpoints").orElseThrow(() -> section.wrong("endpoints", expected));
        List<URI> endpoints = new ArrayList<>();
        for (String address : SEPARATOR.split(text.strip(), -1)) {
            endpoints.add(endpoint(address).orElseThrow(() -> section.wrong("endpoints", expected)));
        }
        return List.copyOf(endpoints);
    }

    private static Optional<URI> endpoint(String address) {
        try {
            URI uri = URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            return Optional.of(uri).filter(all -> known && bare && all.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Login login(Settings section) {
        Optional<String> user = section.text("user");
        Optional<String> password = section.text("password");
        if (user.isPresent() != password.isPresent()) {
            throw section.wrong(
                    user.isPresent() ? "password" : "user", "a text: etcd.user and etcd.password go together");
        }
        return user.isEmpty() ? null : new Login(user.get(), password.orElseThrow());
    }

    private static @Nullable SSLContext tls(Settings section) {
        Optional<String> trust = section.text("trust");
        Optional<String> certificate = section.text("certificate");
        Optional<String> key = section.text("key");
        if (certificate.isPresent() != key.isPresent()) {
            throw section.wrong(
                    certificate.isPresent() ? "key" : "certificate",
                    "a path of a PEM file: certificate and key go together");
        }
        if (trust.isEmpty() && certificate.isEmpty()) {
            return null;
        }
        PemFiles files = new PemFiles(section);
        KeyManager @Nullable [] identity = certificate
                .map(file -> files.identity(file, key.orElseThrow()).getKeyManagers())
                .orElse(null);
        TrustManager @Nullable [] trusted =
                trust.map(file -> files.trust(file).getTrustManagers()).orElse(null);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}

package io.quintet.discovery.kubernetes;

import io.quintet.ConfigurationException;
import io.quintet.discovery.http.GoneException;
import io.quintet.discovery.http.HttpApi;
import io.quintet.discovery.http.JsonBody;
import io.quintet.discovery.http.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Requests to the cluster's API, with what Kubernetes mounts for it: the token, which changes, and the authority of its certificate. */
final class ApiServer implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private final KubernetesSettings settings;
    private final HttpApi http;

    ApiServer(KubernetesSettings settings, ScheduledExecutorService scheduler) {
        this.settings = settings;
        Path authority = settings.credentials().resolve("ca.crt");
        boolean trusting = "https".equals(settings.api().getScheme()) && Files.exists(authority);
        this.http = new HttpApi(settings.timeout(), trusting ? trusting(authority) : null, scheduler);
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream in = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int count = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count++, each);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(
                    authority + ": not certificates that can be trusted: " + e.getMessage(), e);
        }
    }

    /** Asks for something; the answer's body must come within {@code longest}. */
    JsonBody get(String pathAndQuery, Duration longest) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.api() + pathAndQuery));
        Path token = settings.credentials().resolve("token");
        if (Files.exists(token)) {
            request.header("Authorization", "Bearer " + read(token)); // it is replaced every hour
        }
        try {
            return http.send(request, longest);
        } catch (RefusedException e) {
            throw e.status() == HttpURLConnection.HTTP_GONE
                    ? new GoneException("the version is too old")
                    : new IOException(refusal(e.status()), e);
        }
    }

    /** Refused here where it is none: the complaint about a header would show it. */
    private static String read(Path token) throws IOException {
        String text = Files.readString(token, StandardCharsets.ISO_8859_1).strip();
        if (!TOKEN.matcher(text).matches()) {
            throw new IOException(token + ": not a token (expected: one line of ASCII)");
        }
        return text;
    }

    private static String refusal(int status) {
        return switch (status) {
            case 401 -> "401, the token is not accepted";
            case 403 -> "403 (expected: a role with the verbs list and watch of endpointslices in discovery.k8s.io)";
            default -> String.valueOf(status);
        };
    }

    @Override
    public void close() {
        http.close();
    }
}

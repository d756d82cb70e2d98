package io.quintet.discovery.kubernetes;

import io.quintet.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Requests to the cluster's API, with what Kubernetes mounts for it: the token, which changes, and the authority of its certificate. */
final class ApiServer implements AutoCloseable {
    private final KubernetesSettings settings;
    private final ScheduledExecutorService scheduler;
    private final HttpClient client;

    ApiServer(KubernetesSettings settings, ScheduledExecutorService scheduler) {
        this.settings = settings;
        this.scheduler = scheduler;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // a watch that is given up ends with its connection
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER); // the token is for this server alone
        Path authority = settings.credentials().resolve("ca.crt");
        if ("https".equals(settings.api().getScheme()) && Files.exists(authority)) {
            builder.sslContext(trusting(authority));
        }
        client = builder.build();
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

    /** A body that is closed when its time is over, whatever hangs. */
    final class Body implements AutoCloseable {
        private final InputStream stream;
        private final ScheduledFuture<?> end;

        private Body(InputStream stream, Duration longest) {
            this.stream = stream;
            this.end = scheduler.schedule(this::closeStream, longest.toNanos(), TimeUnit.NANOSECONDS);
        }

        InputStream stream() {
            return stream;
        }

        private void closeStream() {
            try {
                stream.close();
            } catch (IOException e) {
                // it is given up all the same
            }
        }

        @Override
        public void close() {
            end.cancel(false);
            closeStream();
        }
    }

    /** Asks for something; the answer's body must come within {@code longest}. */
    Body get(String pathAndQuery, Duration longest) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.api() + pathAndQuery))
                .timeout(settings.timeout())
                .header("Accept", "application/json");
        Path token = settings.credentials().resolve("token");
        if (Files.exists(token)) {
            request.header("Authorization", "Bearer " + Files.readString(token).strip()); // it is replaced every hour
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new ApiException(response.statusCode(), settings.api() + ": " + refusal(response.statusCode()));
        }
        return new Body(response.body(), longest);
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
        client.shutdownNow();
    }
}

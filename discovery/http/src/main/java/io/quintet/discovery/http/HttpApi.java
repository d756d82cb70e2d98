package io.quintet.discovery.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Requests for JSON, each within its time. Safe for use by many threads. */
public final class HttpApi implements AutoCloseable {
    private static final int MOST_REFUSAL_BYTES = 4096;

    private final HttpClient client;
    private final Duration timeout;
    private final ScheduledExecutorService scheduler;

    /**
     * A client.
     *
     * @param timeout for a connection, and for a response to begin
     * @param tls whom to trust and what to show; null for what the JDK does
     * @param scheduler ends what takes too long
     */
    public HttpApi(Duration timeout, @Nullable SSLContext tls, ScheduledExecutorService scheduler) {
        this.timeout = timeout;
        this.scheduler = scheduler;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // a watch that is given up ends with its connection
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER); // credentials are for this server alone
        if (tls != null) {
            builder.sslContext(tls);
        }
        client = builder.build();
    }

    /**
     * Asks for something.
     *
     * @param longest within which the whole body must come
     * @throws RefusedException where the status is not 200
     */
    public JsonBody send(HttpRequest.Builder request, Duration longest) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(
                request.timeout(timeout).header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() == 200) {
            return new JsonBody(response.body(), longest, scheduler);
        }
        throw new RefusedException(response.statusCode(), beginning(response));
    }

    private String beginning(HttpResponse<InputStream> response) {
        try (JsonBody body = new JsonBody(response.body(), timeout, scheduler)) {
            return new String(body.beginning(MOST_REFUSAL_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // the status says enough
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

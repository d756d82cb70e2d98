package io.quintet.transport.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quintet.transport.sqs.server.SqsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** In front of the ElasticMQ of all tests: it stores there what is sent, and says that it has failed to. */
final class ForgetfulServer implements AutoCloseable {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final String ACTION = "X-Amz-Target";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    ForgetfulServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://key:secret@127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String action = exchange.getRequestHeaders().getFirst(ACTION);
            HttpResponse<byte[]> said =
                    forward(action, exchange.getRequestBody().readAllBytes());
            boolean sent = action.endsWith(".SendMessageBatch") && said.statusCode() == 200;
            byte[] body = sent ? "{\"__type\": \"InternalFailure\"}".getBytes(UTF_8) : said.body();
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            exchange.sendResponseHeaders(sent ? 500 : said.statusCode(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private HttpResponse<byte[]> forward(String action, byte[] body) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + SqsServer.shared().port()))
                            .header("Content-Type", CONTENT_TYPE)
                            .header(ACTION, action)
                            .timeout(Duration.ofSeconds(Fixtures.PATIENCE_SECONDS))
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
        threads.close();
    }
}

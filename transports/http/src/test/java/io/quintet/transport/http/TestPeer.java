package io.quintet.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.Deadline;
import io.quintet.codec.json.JsonCodec;
import io.quintet.config.SettingsSource;
import io.quintet.contract.ContractModel;
import io.quintet.message.Headers;
import io.quintet.net.HttpPorts;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.CallHandler;
import io.quintet.spi.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A transport that serves the shop, and the ways to talk to it: our client, the JDK's, and a raw socket. */
final class TestPeer implements AutoCloseable {
    static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    static final HttpClient JDK = HttpClient.newHttpClient();
    static final Map<String, BoundOperation> OPERATIONS = operations();

    final HttpTransport transport;
    final Endpoint endpoint;

    private TestPeer(HttpTransport transport, Endpoint endpoint) {
        this.transport = transport;
        this.endpoint = endpoint;
    }

    private static Map<String, BoundOperation> operations() {
        Map<String, BoundOperation> operations = new HashMap<>();
        JsonCodec codec = new JsonCodec();
        ContractModel.of(Shop.class)
                .operations()
                .forEach(model -> operations.put(model.name(), BoundOperation.of(model, codec)));
        return operations;
    }

    static HttpTransport transport(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put("http." + settings[i], settings[i + 1]);
        }
        return new HttpTransport(
                HttpSettings.read(new SettingsSource().code(map).settings().section("http")),
                new HttpPorts(),
                "shop-service",
                Clock.systemUTC(),
                TIMER);
    }

    static TestPeer serving(CallHandler handler, String... settings) {
        HttpTransport transport = transport(settings);
        try {
            return new TestPeer(transport, transport.serve(List.copyOf(OPERATIONS.values()), handler));
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    static Call callOf(String operation, Object request, Duration timeout) {
        return new Call(OPERATIONS.get(operation), request, Headers.empty(), Deadline.in(timeout));
    }

    int port() {
        return URI.create(endpoint.address()).getPort();
    }

    Object call(String operation, Object request) throws Exception {
        return transport.call(endpoint, callOf(operation, request, Duration.ofSeconds(5)));
    }

    HttpResponse<String> send(String method, String target, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.address() + target))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(5))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return JDK.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String body) throws Exception {
        return send("POST", "/shop/order", body, "Content-Type", "application/json");
    }

    /** Writes text to a socket and reads until the server closes. */
    String raw(String text) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    Socket socket() throws IOException {
        Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(5000);
        return socket;
    }

    @Override
    public void close() {
        transport.close();
    }
}

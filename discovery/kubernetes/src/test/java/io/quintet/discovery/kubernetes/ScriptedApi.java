package io.quintet.discovery.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An API that does what a test says, request by request. */
final class ScriptedApi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Asked> requests = new LinkedBlockingQueue<>();

    ScriptedApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", exchange -> requests.add(new Asked(exchange)));
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next request. */
    Asked next() throws InterruptedException {
        Asked next = requests.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no further request");
        }
        return next;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    /** A request that waits to be answered. */
    record Asked(HttpExchange exchange) {
        String query() {
            return exchange.getRequestURI().getRawQuery();
        }

        String header(String name) {
            return exchange.getRequestHeaders().getFirst(name);
        }

        void answer(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        /** Begins a watch. */
        Asked begin() throws IOException {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            return this;
        }

        Asked event(String event) throws IOException {
            exchange.getResponseBody().write((event + "\n").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            return this;
        }

        void end() {
            exchange.close();
        }
    }
}

package io.quintet.discovery.etcd;

import io.quintet.config.Settings;
import io.quintet.servers.Ports;
import io.quintet.tck.Installed;
import io.quintet.tck.Program;
import io.quintet.tck.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real etcd of one member, with a directory and ports of its own; it keeps what it has stored when it is stopped. */
final class EtcdServer implements Server, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Path directory;
    private final List<String> command;
    private final int port;
    private final String scheme;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private @Nullable Program process;

    private EtcdServer(Path program, Path directory, @Nullable Settings tls, int port) {
        this.directory = directory.resolve("etcd-" + port);
        this.port = port;
        this.scheme = tls == null ? "http" : "https";
        this.command = new ArrayList<>(List.of(
                program.toString(),
                "--data-dir",
                this.directory.toString(),
                "--listen-client-urls",
                address(),
                "--advertise-client-urls",
                address(),
                "--listen-peer-urls",
                "http://127.0.0.1:0", // it has no peers
                "--heartbeat-interval",
                "20",
                "--election-timeout",
                "200")); // and with it goes the shortest lease
        if (tls != null) {
            command.addAll(List.of(
                    "--client-cert-auth",
                    "--cert-file",
                    tls.text("certificate").orElseThrow(),
                    "--key-file",
                    tls.text("key").orElseThrow(),
                    "--trusted-ca-file",
                    tls.text("trust").orElseThrow()));
        }
        start();
    }

    /** Starts one; skips the test where there is none, unless it is required. */
    static EtcdServer start(Path directory) {
        return started(directory, null);
    }

    /** One that shows the certificate of these settings, and wants to see one of the same authority. */
    static EtcdServer startSecure(Path directory, Settings tls) {
        return started(directory, tls);
    }

    private static EtcdServer started(Path directory, @Nullable Settings tls) {
        Path program = Installed.program("etcd");
        return Ports.first(port -> new EtcdServer(program, directory, tls, port));
    }

    String address() {
        return scheme + "://127.0.0.1:" + port;
    }

    InetSocketAddress socket() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    ProcessHandle process() {
        if (process == null) {
            throw new IllegalStateException("etcd does not run");
        }
        return process.handle();
    }

    @Override
    public void start() {
        try {
            process = Program.start(command, Path.of(directory + ".out"), "ready to serve");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the API says to a request of an administrator. */
    String post(String path, String json) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                    .timeout(PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString(json))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts anything at a key. */
    void put(String key, String value) {
        post("/v3/kv/put", "{\"key\":\"" + base64(key) + "\",\"value\":\"" + base64(value) + "\"}");
    }

    /** What stands at a key and what etcd knows of it, as JSON. */
    String get(String key) {
        return post("/v3/kv/range", "{\"key\":\"" + base64(key) + "\"}");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void stop() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    @Override
    public void close() {
        stop();
        http.shutdownNow();
    }
}

package io.quintet.acceptance.discovery;

import io.quintet.tck.Installed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A real load balancer in front of backends that change; it reads them again without dropping a request. */
final class Nginx implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path executable;
    private final Path directory;
    private final int port;
    private Process process;

    private Nginx(Path executable, Path directory, int port) {
        this.executable = executable;
        this.directory = directory;
        this.port = port;
    }

    /** Starts one; skips the test where there is none, unless it is required. */
    static Nginx start(Path directory, List<String> backends) throws IOException {
        Path executable = Installed.program("nginx");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Nginx nginx = new Nginx(executable, directory, port);
        nginx.write(backends);
        nginx.process = nginx.run()
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.out").toFile())
                .start();
        nginx.awaitPort();
        return nginx;
    }

    private ProcessBuilder run(String... more) {
        List<String> command = new java.util.ArrayList<>(List.of(
                executable.toString(),
                "-p",
                directory.toString(),
                "-e",
                directory.resolve("nginx.log").toString(),
                "-c",
                directory.resolve("nginx.conf").toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command);
    }

    private void write(List<String> backends) throws IOException {
        StringBuilder servers = new StringBuilder();
        backends.forEach(
                backend -> servers.append("    server ").append(backend).append(";\n"));
        Files.writeString(directory.resolve("nginx.conf"), """
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log nginx.log notice;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              upstream backends {
            %s    keepalive 8;
              }
              server {
                listen 127.0.0.1:%d;
                location / {
                  proxy_pass http://backends;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                }
              }
            }
            """.formatted(servers, port));
    }

    /** Goes over to other backends; returns when new workers are at work and the old ones end with their last request. */
    void reload(List<String> backends) throws IOException {
        write(backends);
        long before = count("gracefully shutting down");
        try {
            Process reload = run("-s", "reload").inheritIO().start();
            if (!reload.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || reload.exitValue() != 0) {
                throw new IllegalStateException("nginx does not reload; see " + directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (count("gracefully shutting down") == before) {
            pause(deadline);
        }
    }

    private long count(String message) throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve("nginx.log"))) {
            return lines.filter(line -> line.contains(message)).count();
        }
    }

    private void awaitPort() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(
                            "nginx ended: " + Files.readString(directory.resolve("nginx.out")), e);
                }
                pause(deadline);
            }
        }
    }

    private static void pause(long deadline) {
        if (System.nanoTime() - deadline > 0) {
            throw new AssertionError("nginx: not within " + PATIENCE);
        }
        LockSupport.parkNanos(1_000_000);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy(); // the master takes its workers with it
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nginx does not end, process " + process.pid());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

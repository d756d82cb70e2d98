package io.quintet.acceptance.discovery;

import io.quintet.servers.Ports;
import io.quintet.tck.Installed;
import io.quintet.tck.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real load balancer in front of backends that change; it reads them again without dropping a request. */
final class Nginx implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Path executable;
    private final Path directory;
    private final int port;
    private final Program process;

    private Nginx(Path executable, Path directory, List<String> backends, int port) throws IOException {
        this.executable = executable;
        this.directory = directory;
        this.port = port;
        write(backends);
        process = Program.start(command(), directory.resolve("nginx.out"), "start worker process ");
    }

    /** Starts one; skips the test where there is none, unless it is required. */
    static Nginx start(Path directory, List<String> backends) throws IOException {
        Path executable = Installed.program("nginx");
        return Ports.first(port -> new Nginx(executable, directory, backends, port));
    }

    private List<String> command(String... more) {
        List<String> command = new ArrayList<>(List.of(
                executable.toString(),
                "-p",
                directory.toString(),
                "-e",
                "stderr",
                "-c",
                directory.resolve("nginx.conf").toString()));
        command.addAll(List.of(more));
        return command;
    }

    private void write(List<String> backends) throws IOException {
        StringBuilder servers = new StringBuilder();
        backends.forEach(
                backend -> servers.append("    server ").append(backend).append(";\n"));
        Files.writeString(directory.resolve("nginx.conf"), """
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr notice;
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
        int before = shuttingDown();
        try {
            Process reload = new ProcessBuilder(command("-s", "reload"))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("reload.out").toFile())
                    .start();
            if (!reload.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || reload.exitValue() != 0) {
                throw new IllegalStateException("nginx does not reload; see " + directory);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (shuttingDown() == before) {
            pause(deadline);
        }
    }

    private int shuttingDown() throws IOException {
        return process.said().split("gracefully shutting down", -1).length;
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
        process.close(); // the master takes its workers with it
    }
}

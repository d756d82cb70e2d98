package io.quintet.discovery.dns;

import io.quintet.tck.Installed;
import io.quintet.tck.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real DNS server on a port of its own, whose records change; it reads them when it starts, so that each change restarts it. */
final class Dnsmasq implements Server, AutoCloseable {
    private final Path executable;
    private final Path configuration;
    private final int port;
    private final List<String> records = new ArrayList<>();
    private Process process;

    private Dnsmasq(Path executable, Path directory) throws IOException {
        this.executable = executable;
        this.configuration = directory.resolve("dnsmasq.conf");
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    /** Starts one that knows of the domain shop.test only; skips the test where there is none, unless it is required. */
    static Dnsmasq start(Path directory) throws IOException {
        Dnsmasq server = new Dnsmasq(Installed.program("dnsmasq"), directory);
        server.start();
        return server;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Adds a line of its configuration. */
    synchronized void add(String record) {
        records.add(record);
        restart();
    }

    synchronized void remove(String record) {
        records.remove(record);
        restart();
    }

    private void restart() {
        if (process != null) {
            stop();
            start();
        }
    }

    @Override
    public synchronized void start() {
        try {
            List<String> lines = new ArrayList<>(List.of(
                    "no-resolv",
                    "no-hosts",
                    "bind-interfaces",
                    "listen-address=127.0.0.1",
                    "port=" + port,
                    "pid-file=",
                    "local=/test/",
                    "local-ttl=1",
                    "cache-size=0"));
            lines.addAll(records);
            Files.write(configuration, lines);
            process = new ProcessBuilder(
                            executable.toString(),
                            "--keep-in-foreground",
                            "--log-facility=-",
                            "--user=" + System.getProperty("user.name"),
                            "--conf-file=" + configuration)
                    .redirectErrorStream(true)
                    .start();
            awaitStarted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStarted() throws IOException {
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("started, version")) {
                Thread.ofVirtual().start(() -> drain(output));
                return;
            }
        }
        throw new IllegalStateException("dnsmasq ended: " + said);
    }

    private static void drain(BufferedReader output) {
        try {
            output.transferTo(java.io.Writer.nullWriter());
        } catch (IOException e) {
            // it was killed
        }
    }

    @Override
    public synchronized void stop() {
        Process ending = process;
        process = null;
        if (ending != null) {
            ending.destroyForcibly();
            try {
                if (!ending.waitFor(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("dnsmasq survives SIGKILL, process " + ending.pid());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}

package io.quintet.discovery.dns;

import io.quintet.servers.Ports;
import io.quintet.tck.Installed;
import io.quintet.tck.Program;
import io.quintet.tck.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real DNS server on a port of its own, whose records change; it reads them when it starts, so that each change restarts it. */
final class Dnsmasq implements Server, AutoCloseable {
    private final Path executable;
    private final Path directory;
    private final int port;
    private final List<String> records = new ArrayList<>();
    private Program process;

    private Dnsmasq(Path executable, Path directory, int port) {
        this.executable = executable;
        this.directory = directory;
        this.port = port;
        start();
    }

    /** Starts one that knows of the domain shop.test only; skips the test where there is none, unless it is required. */
    static Dnsmasq start(Path directory) {
        Path executable = Installed.program("dnsmasq");
        return Ports.first(port -> new Dnsmasq(executable, directory, port));
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
        Path configuration = directory.resolve("dnsmasq-" + port + ".conf");
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
        try {
            Files.write(configuration, lines);
            process = Program.start(
                    List.of(
                            executable.toString(),
                            "--keep-in-foreground",
                            "--log-facility=-",
                            "--user=" + System.getProperty("user.name"),
                            "--conf-file=" + configuration),
                    directory.resolve("dnsmasq-" + port + ".out"),
                    "started, version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void stop() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}

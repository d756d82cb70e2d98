package io.quintet.verify;

import io.quintet.Quintet;
import io.quintet.servers.ChildJvm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tickets in a process of its own, so that it can be killed and stopped. */
final class TicketsProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private TicketsProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one that listens at a port of loopback, and waits until it does. */
    static TicketsProcess start(Path directory, int port) throws Exception {
        Process process = new ProcessBuilder(
                        ChildJvm.of(TicketsProcess.class, directory, port).command())
                .redirectError(ProcessBuilder.Redirect.appendTo(new File("target/tickets-process.log")))
                .start();
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try (BufferedReader reader = process.inputReader()) {
                line.complete(String.valueOf(reader.readLine()));
            } catch (IOException e) {
                line.completeExceptionally(new UncheckedIOException(e));
            }
        });
        try {
            return new TicketsProcess(process, Integer.parseInt(line.get(60, TimeUnit.SECONDS)));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the process runs on");
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Serves until it is killed, and says at which port. */
    public static void main(String[] arguments) throws Exception {
        Quintet quintet = Quintet.builder()
                .name("tickets")
                .environment(Map.of())
                .set("transports.calls", "http")
                .set("transports.messages", "memory")
                .set("http.port", arguments[1])
                .set("registry", "sql")
                .set("sql.directory", arguments[0])
                .build();
        quintet.serve(Tickets.class, (Tickets) query -> new Tickets.Ticket(query.id(), "kitchen"));
        System.out.println(arguments[1]);
        Thread parent = Thread.startVirtualThread(() -> {
            try {
                while (System.in.read() >= 0) {} // ends with the process that started it
            } catch (IOException e) {
                System.err.println("the parent is gone: " + e);
            }
            Runtime.getRuntime().halt(0);
        });
        parent.join();
        new CountDownLatch(1).await();
    }
}

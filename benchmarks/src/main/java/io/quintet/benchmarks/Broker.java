package io.quintet.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** Where messages pass through, if not through files alone. */
interface Broker {
    /** A new channel, and the address under which clients find it. */
    String create(String channel) throws Exception;

    /** Removes a channel and its data. */
    void remove(String channel) throws Exception;

    /** The time on a processor that it has taken so far, beyond that of its clients. */
    Duration processorTime();

    /** Waits until a process listens. */
    static void awaitPort(Children children, String name, Process process, int port)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(name + " ended: " + children.lastWords(name), e);
                }
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(
                name + ": does not listen on port " + port + " after 60 s: " + children.lastWords(name));
    }
}

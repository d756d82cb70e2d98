package io.quintet.benchmarks.calls;

import java.net.InetAddress;
import java.time.Duration;

/** One way to call, used as its own documentation says; has a public constructor without parameters. */
public interface CallTechnology {
    /** The only address that anybody listens at or calls. */
    String HOST = InetAddress.getLoopbackAddress().getHostAddress();

    /** How long a call may take, for those who ask the caller; ample, for a cold JVM on a busy machine. */
    Duration TIMEOUT = Duration.ofSeconds(30);

    /** Serves orders on a port of {@link #HOST} until closed; called in the server's process. */
    AutoCloseable serve(int port) throws Exception;

    /** Connects to what {@link #serve} has made; called in the client's process. */
    Caller caller(int port) throws Exception;

    /** The calling side. Used by many threads at a time. */
    interface Caller extends AutoCloseable {
        /** Places the example order under an id, and waits for the confirmation. */
        Accepted place(String orderId) throws Exception;
    }
}

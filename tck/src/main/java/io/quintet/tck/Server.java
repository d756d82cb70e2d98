package io.quintet.tck;

/** The server that a transport talks to, so that the kit can take it away and bring it back. */
public interface Server {
    /** Ends it as a crash would, and returns when nothing reaches it any more. */
    void stop();

    /** Starts it with what it had stored, at the same address, and returns when it can be reached. */
    void start();
}

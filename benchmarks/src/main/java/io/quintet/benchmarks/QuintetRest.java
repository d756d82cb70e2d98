package io.quintet.benchmarks;

/** Our own over the {@code http} transport, with JSON. */
public final class QuintetRest extends QuintetCalls {
    /** Made by the process. */
    public QuintetRest() {
        super("http", "json");
    }
}

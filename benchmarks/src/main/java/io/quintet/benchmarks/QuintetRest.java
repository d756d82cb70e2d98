package io.quintet.benchmarks;

import java.util.Map;

/** Our own over the {@code http} transport, with JSON. */
public final class QuintetRest extends QuintetCalls {
    /** Made by the process. */
    public QuintetRest() {
        super("http", Map.of("codec", "json"));
    }
}

package io.quintet.benchmarks;

import java.util.Map;

/** Our own over the {@code http} transport, with JSON, on HTTP/2. */
public final class QuintetRest2 extends QuintetCalls {
    /** Made by the process. */
    public QuintetRest2() {
        super("http", Map.of("codec", "json", "http.version", "2"));
    }
}

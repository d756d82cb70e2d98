package io.quintet.benchmarks;

import java.util.Map;

/** Our own over the {@code grpc} transport, with Protocol Buffers, as its peers have them; the numbers are in the records' lock file. */
public final class QuintetGrpc extends QuintetCalls {
    /** Made by the process. */
    public QuintetGrpc() {
        super("grpc", Map.of("codec", "protobuf"));
    }
}

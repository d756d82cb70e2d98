package io.quintet.benchmarks;

/** Our own over the {@code grpc} transport. */
public final class QuintetGrpc extends QuintetCalls {
    /** Made by the process. */
    public QuintetGrpc() {
        super("grpc");
    }
}

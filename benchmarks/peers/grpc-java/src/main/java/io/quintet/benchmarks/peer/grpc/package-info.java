/** grpc-java as it is, with generated stubs. Start at {@link io.quintet.benchmarks.peer.grpc.BareGrpc}. */
@NullMarked
package io.quintet.benchmarks.peer.grpc;

import org.jspecify.annotations.NullMarked;

/**
 * Calls over gRPC: every operation is a method that any gRPC client can call. Start at
 * {@link io.quintet.transport.grpc.GrpcTransport}; {@code Statuses} is the one table of errors, {@code Metadata} the one of headers,
 * {@code Frames} what messages are wrapped in.
 */
@NullMarked
package io.quintet.transport.grpc;

import org.jspecify.annotations.NullMarked;

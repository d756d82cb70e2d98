/** What protoc makes of {@code orders.proto}. Start at {@link io.quintet.benchmarks.peer.messages.Messages}. */
@NullMarked
package io.quintet.benchmarks.peer.messages;

import org.jspecify.annotations.NullMarked;

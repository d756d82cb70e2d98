/** Spring Boot. Start at {@link io.quintet.benchmarks.peer.spring.SpringRest} and {@link io.quintet.benchmarks.peer.spring.SpringGrpc}. */
@NullMarked
package io.quintet.benchmarks.peer.spring;

import org.jspecify.annotations.NullMarked;

/**
 * Messages under load, for every candidate alike. Start at {@link io.quintet.benchmarks.messages.Technology}, which is what a candidate
 * implements; {@link io.quintet.benchmarks.messages.ProducerProcess} and {@link io.quintet.benchmarks.messages.ConsumerProcess} are the
 * main classes of its two processes.
 */
@NullMarked
package io.quintet.benchmarks.messages;

import org.jspecify.annotations.NullMarked;

/**
 * Calls under load, for every candidate alike. Start at {@link io.quintet.benchmarks.calls.CallTechnology}, which is what a candidate
 * implements; {@link io.quintet.benchmarks.calls.CallProcess} is the main class of its two processes.
 */
@NullMarked
package io.quintet.benchmarks.calls;

import org.jspecify.annotations.NullMarked;

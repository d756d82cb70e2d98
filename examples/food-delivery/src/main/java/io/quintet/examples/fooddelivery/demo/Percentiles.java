package io.quintet.examples.fooddelivery.demo;

/** Latencies in microseconds; zero where nothing was measured. */
record Percentiles(long p50Micros, long p99Micros) {}

/**
 * Faults between processes: {@link io.quintet.faults.net.FaultProxy} stands in the way of TCP connections,
 * {@link io.quintet.faults.net.ProcessFaults} kills, stops and continues.
 */
@NullMarked
package io.quintet.faults.net;

import org.jspecify.annotations.NullMarked;

/**
 * The five failure modes on demand, in the process: seeded faults at every step of a message's way.
 *
 * <p>Start at {@link io.quintet.faults.FaultPlan}: it decides which faults fire. {@link io.quintet.faults.Decorations} says which
 * instance gets it; the instance is configured with the transport {@code faulty}, which names the one that carries
 * ({@code faulty.carrier: sql}), and with {@code faulty:} before the URL of its database. Faults between processes are in
 * {@link io.quintet.faults.net}, histories and their checker in {@link io.quintet.faults.history}.
 */
@NullMarked
package io.quintet.faults;

import org.jspecify.annotations.NullMarked;

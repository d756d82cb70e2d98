/**
 * Hours of calls in seconds: what each of several strategies makes of partial failures, by the policies of
 * {@link io.quintet.resilience} themselves, in virtual time and with seeded randomness. Start at {@link io.quintet.simulation.Scenario}.
 */
@NullMarked
package io.quintet.simulation;

import org.jspecify.annotations.NullMarked;

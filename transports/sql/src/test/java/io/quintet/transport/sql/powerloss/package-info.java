/**
 * What a loss of power leaves behind. A recorder below the JVM notes every operation on the files, a model of a disk makes from it what
 * may be there after the power went, and the transport has to find in it all that was acknowledged.
 */
@NullMarked
package io.quintet.transport.sql.powerloss;

import org.jspecify.annotations.NullMarked;

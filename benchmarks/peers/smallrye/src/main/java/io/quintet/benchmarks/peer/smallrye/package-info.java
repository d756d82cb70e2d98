/** SmallRye Reactive Messaging. Start at {@link io.quintet.benchmarks.peer.smallrye.SmallRyeTechnologies}. */
@NullMarked
package io.quintet.benchmarks.peer.smallrye;

import org.jspecify.annotations.NullMarked;

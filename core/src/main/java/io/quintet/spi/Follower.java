package io.quintet.spi;

import java.util.List;

/**
 * Hears from a registry who serves what. Safe for use by many threads; blocks nobody.
 *
 * <p>What was seen last stays known while the registry cannot tell: a registry keeps nothing for its own outages.
 */
public interface Follower {
    /** These are all that run, and no others. */
    void seen(List<Instance> instances);

    /**
     * From now on the registry cannot tell, until it calls {@link #seen} again. Those known from before are then not given up at once
     * when they are missing: they may not have been able to enter themselves again yet. Repeating it does no harm.
     *
     * @param why for people
     */
    void lost(String why);
}

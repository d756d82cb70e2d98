package io.quintet.discovery.dns;

import java.util.ArrayList;
import java.util.List;

/**
 * What the domain name system says.
 *
 * @param found records or what they stand for; empty where it says that there are none
 * @param ttl how many seconds that holds
 */
record Answer<T>(List<T> found, long ttl) {
    /** Both, for as long as both hold. */
    Answer<T> and(Answer<T> other) {
        List<T> all = new ArrayList<>(found);
        all.addAll(other.found);
        return new Answer<>(List.copyOf(all), Math.min(ttl, other.ttl));
    }
}

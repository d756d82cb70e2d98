package io.quintet.discovery.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What the domain name system says.
 *
 * @param found records or what they stand for; empty where it says that there are none
 * @param ttl how many seconds that holds
 * @param missing what it could not say, for people; empty where this is all
 */
record Answer<T>(List<T> found, long ttl, String missing) {
    /** That there is nothing. */
    static <T> Answer<T> none() {
        return new Answer<>(List.of(), 0, "");
    }

    /** The same of what was found. */
    <R> Answer<R> map(Function<T, R> change) {
        return new Answer<>(found.stream().map(change).toList(), ttl, missing);
    }

    /** Both, for as long as both hold. */
    Answer<T> and(Answer<T> other) {
        List<T> all = new ArrayList<>(found);
        all.addAll(other.found);
        return new Answer<>(List.copyOf(all), Math.min(ttl, other.ttl), missing.isEmpty() ? other.missing : missing);
    }
}

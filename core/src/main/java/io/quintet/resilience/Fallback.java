package io.quintet.resilience;

import io.quintet.QuintetException;
import java.time.Duration;

/**
 * What a caller got instead of a service's response.
 *
 * @param origin where it comes from
 * @param failure why the service did not answer
 * @param age how old it is; zero for what was made just now
 */
public record Fallback(Origin origin, QuintetException failure, Duration age) {
    /** Where it comes from. */
    public enum Origin {
        /** An earlier response to an equal request. */
        LAST_GOOD,
        /** The method that was given for it. */
        FUNCTION
    }
}

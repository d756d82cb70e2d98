package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The caller believes an answer that several instances give alike: that many are asked at once, and further ones where some fail or disagree.
 *
 * <p>For idempotent {@link RequestResponse} operations without streams, over transports that carry calls. An answer is a response, or an
 * error that the service reports of the request, as one of the contract's own. Where no answer was given often enough, the call fails with
 * {@link Code#UNAVAILABLE}, {@link FailureMode#ARBITRARY} if the instances disagree. To outvote {@code f} instances that lie, {@code f + 1}
 * must agree, of {@code 2f + 1}.
 *
 * @see <a href="https://doi.org/10.1145/98163.98167">Schneider, Implementing fault-tolerant services using the state machine approach, 1990</a>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Quorum {
    /** How many instances must give one answer, from 2 to 16. */
    int value();
}

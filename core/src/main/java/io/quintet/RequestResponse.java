package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The caller waits for one response: {@code Response operation(Request request) throws ADomainException}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequestResponse {
    /** Whether calling twice has the effect of calling once; only then may a call whose outcome is unknown be retried. */
    boolean idempotent() default false;

    /**
     * Whether a call carries an idempotency key, so that it may be sent again when its outcome is unknown: the receiver stores its
     * response, with the effect, in its own database, and answers the same key with it. Needs {@code database.url} there.
     */
    boolean idempotencyKey() default false;

    /** How long a call may take when the caller brings no shorter deadline, such as {@code "500ms"} or {@code "2s"}. */
    String timeout() default "5s";
}

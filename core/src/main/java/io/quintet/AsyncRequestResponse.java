package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The response arrives later: {@code CompletionStage<Response> operation(Request request)}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AsyncRequestResponse {
    /** Whether handling twice has the effect of handling once; only then may a call whose outcome is unknown be retried. */
    boolean idempotent() default false;

    /** How long the returned stage waits for the reply, such as {@code "30s"}. */
    String timeout() default "30s";
}

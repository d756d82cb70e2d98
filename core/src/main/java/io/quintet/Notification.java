package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One receiver, no response: {@code void operation(Command command)}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Notification {
    /** How long sending may take before it fails, such as {@code "5s"}. */
    String timeout() default "5s";

    /** How long after sending it is of use, such as {@code "10m"}; what comes later is not handled. Empty: for ever. */
    String expires() default "";
}

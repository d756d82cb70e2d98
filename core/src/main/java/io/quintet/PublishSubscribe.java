package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Every subscriber group receives the event: {@code void operation(Event event)}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PublishSubscribe {
    /** How long publishing may take before it fails, such as {@code "5s"}. */
    String timeout() default "5s";

    /** How long after sending it is of use, such as {@code "10m"}; what comes later is not handled. Empty: for ever. */
    String expires() default "";
}

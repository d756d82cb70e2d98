package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The record component is within bounds: a number itself, a text by its characters, a list, set or map by its size; one that is null or
 * empty Optional is no matter of bounds. Whoever receives a record that is not refuses it, as with {@link Required}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bounds {
    /** The smallest that is allowed. */
    long least() default Long.MIN_VALUE;

    /** The largest that is allowed. */
    long most() default Long.MAX_VALUE;
}

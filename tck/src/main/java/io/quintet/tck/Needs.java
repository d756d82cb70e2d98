package io.quintet.tck;

import io.quintet.spi.Guarantee;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a scenario, or every scenario of a group, asks of the transport; without it the scenario is skipped. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Needs {
    /** All of these must be declared. */
    Guarantee[] value() default {};

    /** All of these must hold. */
    Circumstance[] given() default {};
}

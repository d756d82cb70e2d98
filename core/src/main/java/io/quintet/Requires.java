package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names guarantees that the transport of this operation must keep beyond those that its style asks for. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
    /** The guarantees; start-up refuses a transport that lacks one of them. */
    io.quintet.spi.Guarantee[] value();
}

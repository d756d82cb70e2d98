package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name in gRPC where it is not the one that a contract's or operation's own name gives: of a contract that of its service with the
 * package, such as {@code acme.orders.v1.OrderService}, of an operation that of its method, such as {@code GetOrder}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Rpc {
    /** The name. */
    String value();
}

package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Every subscriber group receives the request, those who want to answer within a window: {@code Responses<R> operation(Request request)}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PublishAsyncResponses {
    /** How long responses are collected, such as {@code "500ms"}. */
    String within();
}

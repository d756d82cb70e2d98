package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The REST shape of an operation: path variables bind to the record components of the same name, the components that remain go
 * to the query (GET, DELETE) or to the JSON body (POST, PUT, PATCH). Without it an operation is {@code POST /contract/operation}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Http {
    /** The HTTP method. */
    Method method() default Method.POST;

    /** The path, with {@code {component}} for variables, starting with a slash. */
    String path();

    /** The status of a success; without a response 202 takes the place of 200, for then the caller is told that it was accepted. */
    int status() default 200;

    /**
     * The {@code Cache-Control} of a success of a GET, such as {@code "max-age=60"}, {@code "private, max-age=60"} or {@code "no-store"};
     * unless told {@code no-cache}, so that whoever keeps a response asks whether it is still the same.
     */
    String cacheControl() default "";

    /** The HTTP methods an operation can have. */
    enum Method {
        /** Safe and without a body. */
        GET,
        /** With a body. */
        POST,
        /** Idempotent, with a body. */
        PUT,
        /** With a body. */
        PATCH,
        /** Idempotent, without a body. */
        DELETE;

        /** Whether components that are not in the path travel in the body rather than in the query. */
        public boolean hasBody() {
            return this == POST || this == PUT || this == PATCH;
        }
    }
}

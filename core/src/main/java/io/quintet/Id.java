package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The number of a record component, an enum constant or a record of a union in formats that write numbers, such as Protocol Buffers.
 *
 * <p>Never give a number that was in use to something else: whoever knows the old meaning would misread it. Numbers are unique within
 * their record, enum or union; those of components and of a union's records are from 1 to 536870911 without 19000 to 19999, those of
 * enum constants from 0.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
public @interface Id {
    /** The number. */
    int value();
}

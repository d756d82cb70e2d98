package io.quintet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The record component has a value: it is not null, and no empty text, list, set, map or Optional, which some formats cannot tell from
 * null. Whoever receives a record without it refuses it: a request as invalid, a response as a failure of the kind
 * {@link FailureMode#RESPONSE}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Required {}

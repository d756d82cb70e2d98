package io.quintet.transport.http;

import io.quintet.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be read from problem details; every part may be missing.
 *
 * @param code a {@link io.quintet.Code}, or what a newer peer calls one
 * @param title the kind of problem, for people
 * @param detail this problem, for people
 * @param retrySafe whether nothing was done
 * @param violations what is wrong with the request
 * @param errorType the simple name of the contract's own exception
 * @param error the encoded detail of the contract's own exception
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go straight into a codec
record Problem(
        @Nullable String code,
        @Nullable String title,
        @Nullable String detail,
        boolean retrySafe,
        List<Violation> violations,
        @Nullable String errorType,
        byte @Nullable [] error) {}

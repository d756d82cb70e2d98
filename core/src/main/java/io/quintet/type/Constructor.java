package io.quintet.type;

import org.jspecify.annotations.Nullable;

/** Calls a record's constructor with what a draft has collected. */
interface Constructor {
    /** Of each component either the object or the bits count. */
    Object build(@Nullable Object[] objects, long[] bits) throws Throwable;
}

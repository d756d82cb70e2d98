package io.quintet.type;

import org.jspecify.annotations.Nullable;

/** Calls the accessor of one component; asked for a kind that the component is not, it throws. */
interface Accessor {
    @Nullable
    Object get(Object bearer);

    boolean getBoolean(Object bearer);

    int getInt(Object bearer);

    long getLong(Object bearer);

    double getDouble(Object bearer);
}

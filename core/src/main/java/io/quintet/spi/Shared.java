package io.quintet.spi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What parts of one instance have in common though they do not know each other, as two transports the port that they listen at, or
 * all of them the {@link Registry}: one object of a class. Safe for use by many threads.
 */
public final class Shared {
    private final Map<Class<?>, Object> byClass = new ConcurrentHashMap<>();

    /** The one of that class, made for whoever asks first. Nobody closes it: it frees what it holds when its last user leaves. */
    public <T> T one(Class<T> type, Supplier<T> maker) {
        return type.cast(byClass.computeIfAbsent(type, absent -> maker.get()));
    }
}

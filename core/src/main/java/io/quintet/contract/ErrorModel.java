package io.quintet.contract;

import io.quintet.DomainException;
import java.lang.invoke.MethodHandle;

/**
 * One of a contract's own exceptions.
 *
 * @param name its simple name, which travels
 * @param type its class
 * @param detail the record its constructor takes
 * @param constructor from detail to exception
 */
public record ErrorModel(
        String name, Class<? extends DomainException> type, Class<? extends Record> detail, MethodHandle constructor) {
    /** The exception with a detail that has travelled. */
    public DomainException rebuild(Object value) {
        try {
            return (DomainException) constructor.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("constructor of " + name + " failed", e);
        }
    }
}

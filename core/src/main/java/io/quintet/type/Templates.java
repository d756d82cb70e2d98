package io.quintet.type;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Defines a class of this package once more, hidden, with a method handle as its class data.
 *
 * <p>Just a handle in a static final field is a constant to the JIT, which then compiles the handle, conversions and what it calls into
 * the caller. A handle in an ordinary field is called piece by piece. A lambda would do for accessors, but not for those of a record in
 * another module or of another class loader.
 */
final class Templates {
    private Templates() {}

    /** For the template's static initialiser: the handle, or null in the template itself, of which there are no instances. */
    static @Nullable MethodHandle classData(MethodHandles.Lookup lookup) {
        try {
            return MethodHandles.classData(lookup, "_", MethodHandle.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a class cannot see its own data", e);
        }
    }

    /** An instance of the template, made again for this handle. */
    static <T> T instance(Class<T> as, Class<? extends T> template, MethodHandle handle) {
        try (InputStream code = template.getResourceAsStream(template.getSimpleName() + ".class")) {
            if (code == null) {
                throw new IllegalStateException(template + " is not where its package is");
            }
            MethodHandles.Lookup hidden =
                    MethodHandles.lookup().defineHiddenClassWithClassData(code.readAllBytes(), handle, true);
            return as.cast(hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class))
                    .invoke());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    /** What a record's accessor has thrown, which is never a checked exception. */
    static RuntimeException unchecked(Throwable e) {
        return switch (e) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}

package io.quintet.codec.json;

import io.quintet.InvalidContractException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gets the components of a record and builds it, without reflection on the way: accessors are classes spun once per component.
 *
 * <p>The one place to replace when codecs are generated.
 */
final class RecordAccess {
    private final Function<Object, @Nullable Object>[] accessors;
    private final MethodHandle constructor;

    private RecordAccess(Function<Object, @Nullable Object>[] accessors, MethodHandle constructor) {
        this.accessors = accessors;
        this.constructor = constructor;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays cannot be generic
    static RecordAccess of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Function[] accessors = new Function[components.length];
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            for (int i = 0; i < components.length; i++) {
                accessors[i] = accessor(lookup, type, components[i]);
            }
            MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new RecordAccess(accessors, constructor);
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new InvalidContractException(type.getName() + ": out of reach for the JSON codec: " + e.getMessage()
                    + " (mend: open its package, as with \"opens " + type.getPackageName() + "\" in module-info)");
        }
    }

    @SuppressWarnings("unchecked") // the factory makes just what it is asked for
    private static Function<Object, @Nullable Object> accessor(
            MethodHandles.Lookup lookup, Class<?> type, RecordComponent component) throws IllegalAccessException {
        try {
            MethodHandle getter =
                    lookup.findVirtual(type, component.getName(), MethodType.methodType(component.getType()));
            MethodType boxed = getter.type().wrap();
            return (Function<Object, @Nullable Object>) LambdaMetafactory.metafactory(
                            lookup,
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            getter,
                            boxed)
                    .getTarget()
                    .invoke();
        } catch (IllegalAccessException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("accessor of " + component + " cannot be made", e);
        }
    }

    @Nullable
    Object get(Object value, int index) {
        return accessors[index].apply(value);
    }

    Object construct(@Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new Refused(e);
        }
    }

    /** The record's own constructor did not take the values. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(Throwable cause) {
            super(null, cause, false, false);
        }

        /** The record's own words, unless they are the JVM's, which name classes. */
        String reason() {
            String message = getCause() == null ? null : getCause().getMessage();
            boolean own = getCause() instanceof IllegalArgumentException || getCause() instanceof NullPointerException;
            boolean byJvm =
                    getCause() instanceof NullPointerException && message != null && message.startsWith("Cannot ");
            return own && !byJvm && message != null && !message.isBlank()
                    ? message
                    : "refused by its own checks (expected: values that belong together)";
        }
    }
}

package io.quintet.type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The code of every component's accessor, see {@link Templates}. */
@SuppressWarnings("NullAway") // handles are null where the kind does not fit, and in the template itself
final class AccessorTemplate implements Accessor {
    private static final Set<Scalar> INTS = EnumSet.of(Scalar.BYTE, Scalar.SHORT, Scalar.INT);
    private static final Set<Scalar> LONGS = EnumSet.of(Scalar.BYTE, Scalar.SHORT, Scalar.INT, Scalar.LONG);

    private static final @Nullable MethodHandle GETTER = Templates.classData(MethodHandles.lookup());
    private static final @Nullable MethodHandle ANY = as(Object.class);
    private static final @Nullable MethodHandle BOOLEAN = as(boolean.class);
    private static final @Nullable MethodHandle INT = as(int.class);
    private static final @Nullable MethodHandle LONG = as(long.class);
    private static final @Nullable MethodHandle DOUBLE = as(double.class);

    AccessorTemplate() {}

    static Accessor of(MethodHandles.Lookup lookup, Class<?> bearer, RecordComponent component)
            throws IllegalAccessException, NoSuchMethodException {
        return Templates.instance(
                Accessor.class,
                AccessorTemplate.class,
                lookup.findVirtual(bearer, component.getName(), MethodType.methodType(component.getType())));
    }

    private static @Nullable MethodHandle as(Class<?> result) {
        if (GETTER == null) {
            return null;
        }
        Scalar kind = Scalar.of(GETTER.type().returnType());
        boolean fits = result == Object.class
                || (result == boolean.class && kind == Scalar.BOOLEAN)
                || (result == int.class && INTS.contains(kind))
                || (result == long.class && LONGS.contains(kind))
                || (result == double.class && (kind == Scalar.FLOAT || kind == Scalar.DOUBLE));
        return fits ? GETTER.asType(MethodType.methodType(result, Object.class)) : null;
    }

    @Override
    public @Nullable Object get(Object bearer) {
        try {
            return (Object) ANY.invokeExact(bearer);
        } catch (Throwable e) {
            throw Templates.unchecked(e);
        }
    }

    @Override
    public boolean getBoolean(Object bearer) {
        try {
            return (boolean) BOOLEAN.invokeExact(bearer);
        } catch (Throwable e) {
            throw Templates.unchecked(e);
        }
    }

    @Override
    public int getInt(Object bearer) {
        try {
            return (int) INT.invokeExact(bearer);
        } catch (Throwable e) {
            throw Templates.unchecked(e);
        }
    }

    @Override
    public long getLong(Object bearer) {
        try {
            return (long) LONG.invokeExact(bearer);
        } catch (Throwable e) {
            throw Templates.unchecked(e);
        }
    }

    @Override
    public double getDouble(Object bearer) {
        try {
            return (double) DOUBLE.invokeExact(bearer);
        } catch (Throwable e) {
            throw Templates.unchecked(e);
        }
    }
}

package io.quintet.type;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** The code of every record's constructor, see {@link Templates}: unpacking, conversion and the record's own constructor. */
final class ConstructorTemplate implements Constructor {
    private static final @Nullable MethodHandle HANDLE = Templates.classData(MethodHandles.lookup());

    ConstructorTemplate() {}

    @Override
    @SuppressWarnings("NullAway") // null just in the template itself, of which there are no instances
    public Object build(@Nullable Object[] objects, long[] bits) throws Throwable {
        return (Object) HANDLE.invokeExact(objects, bits);
    }

    /** The constructor of a record with components of these types. */
    static Constructor of(MethodHandles.Lookup lookup, Class<?> type, Class<?>[] components)
            throws IllegalAccessException, NoSuchMethodException {
        MethodHandle handle = lookup.findConstructor(type, MethodType.methodType(void.class, components));
        MethodHandle[] unpack = new MethodHandle[components.length];
        int[] from = new int[components.length];
        for (int i = 0; i < components.length; i++) {
            unpack[i] = components[i].isPrimitive() ? fromBits(components[i], i) : fromObjects(components[i], i);
            from[i] = components[i].isPrimitive() ? 1 : 0;
        }
        handle = MethodHandles.filterArguments(handle, 0, unpack);
        handle =
                MethodHandles.permuteArguments(handle, MethodType.methodType(type, Object[].class, long[].class), from);
        return Templates.instance(
                Constructor.class,
                ConstructorTemplate.class,
                handle.asType(handle.type().changeReturnType(Object.class)));
    }

    private static MethodHandle fromObjects(Class<?> component, int index) {
        return MethodHandles.insertArguments(MethodHandles.arrayElementGetter(Object[].class), 1, index)
                .asType(MethodType.methodType(component, Object[].class));
    }

    private static MethodHandle fromBits(Class<?> component, int index)
            throws IllegalAccessException, NoSuchMethodException {
        MethodHandle bits = MethodHandles.insertArguments(MethodHandles.arrayElementGetter(long[].class), 1, index);
        if (component == double.class || component == float.class) {
            MethodHandle convert = MethodHandles.lookup()
                    .findStatic(Double.class, "longBitsToDouble", MethodType.methodType(double.class, long.class));
            bits = MethodHandles.filterReturnValue(bits, convert);
        }
        return MethodHandles.explicitCastArguments(bits, MethodType.methodType(component, long[].class));
    }
}

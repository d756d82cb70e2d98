package io.quintet.contract;

import io.quintet.type.TextType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** One component of a request record, with fast access to its value. */
public final class ComponentModel {
    private final String name;
    private final Class<?> type;
    private final @Nullable TextType form;
    private final MethodHandle accessor;

    private ComponentModel(String name, Class<?> type, MethodHandle accessor) {
        this.name = name;
        this.type = type;
        this.form = TextType.of(type);
        this.accessor = accessor;
    }

    static ComponentModel of(RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            MethodHandle handle = MethodHandles.lookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Object.class));
            return new ComponentModel(component.getName(), component.getType(), handle);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("accessor of " + component + " is out of reach", e);
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its type. */
    public Class<?> type() {
        return type;
    }

    /** Its value in a record. */
    public @Nullable Object value(Object bearer) {
        try {
            return (@Nullable Object) accessor.invokeExact(bearer);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("accessor " + name + " failed", e);
        }
    }

    /** Its value as text, in the form that {@link SimpleType} reads, or null. */
    public @Nullable String text(Object bearer) {
        Object value = value(bearer);
        return value == null ? null : form == null ? value.toString() : form.print(value);
    }

    @Override
    public String toString() {
        return name;
    }
}

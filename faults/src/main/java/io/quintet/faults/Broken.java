package io.quintet.faults;

import io.quintet.Bounds;
import io.quintet.Required;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records that every codec can write, and that break what their contract asks for. */
final class Broken {
    private Broken() {}

    /** The record with its first whole number that has bounds out of them, or else without its first component that is required. */
    static Record of(Record record) {
        List<RecordComponent> components = List.of(record.getClass().getRecordComponents());
        RecordComponent broken = components.stream()
                .filter(Broken::bounded)
                .findFirst()
                .or(() -> components.stream()
                        .filter(component -> component.isAnnotationPresent(Required.class))
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException(record.getClass().getName()
                        + ": nothing to break (expected: an int or a long with @Bounds, or a component"
                        + " with @Required)"));
        @Nullable Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = components.get(i);
            values[i] = component.equals(broken) ? wrong(component) : value(component, record);
        }
        return made(record.getClass(), components, values);
    }

    private static boolean bounded(RecordComponent component) {
        return component.isAnnotationPresent(Bounds.class)
                && (component.getType() == int.class || component.getType() == long.class);
    }

    private static @Nullable Object wrong(RecordComponent component) {
        if (!bounded(component)) {
            return null;
        }
        Bounds bounds = component.getAnnotation(Bounds.class);
        long outside = bounds.least() > Integer.MIN_VALUE ? bounds.least() - 1 : bounds.most() + 1;
        return component.getType() == int.class ? (Object) Math.toIntExact(outside) : (Object) outside;
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + ": cannot be read", e);
        }
    }

    private static Record made(Class<?> type, List<RecordComponent> components, @Nullable Object[] values) {
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    type.getName() + ": does not take " + Arrays.toString(values) + ", so that it cannot be broken", e);
        }
    }
}

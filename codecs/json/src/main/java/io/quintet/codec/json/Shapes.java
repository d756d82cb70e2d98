package io.quintet.codec.json;

import io.quintet.InvalidContractException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the shape of every type that a record reaches, and refuses those that have none. */
final class Shapes {
    private final Map<Class<?>, RecordShape> records = new HashMap<>();

    RecordShape record(Class<?> type) {
        RecordShape known = records.get(type);
        if (known != null) {
            return known;
        }
        if (!type.isRecord()) {
            throw new InvalidContractException(type.getName() + ": not a record (mend: make it one)");
        }
        RecordShape shape = new RecordShape(RecordAccess.of(type));
        records.put(type, shape);
        RecordComponent[] declared = type.getRecordComponents();
        Component[] components = new Component[declared.length];
        for (int i = 0; i < declared.length; i++) {
            RecordComponent component = declared[i];
            String where = type.getSimpleName() + "." + component.getName();
            components[i] = Component.of(
                    component.getName(), component.getType().isPrimitive(), shape(component.getGenericType(), where));
        }
        shape.components(components);
        return shape;
    }

    private Shape shape(Type type, String where) {
        if (type instanceof Class<?> c) {
            return simple(c, where);
        }
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw) {
            Type[] arguments = parameterized.getActualTypeArguments();
            if (raw == List.class || raw == Collection.class) {
                return new CollectionShape(false, shape(arguments[0], where));
            }
            if (raw == Set.class) {
                return new CollectionShape(true, shape(arguments[0], where));
            }
            if (raw == Map.class) {
                return map(arguments[0], shape(arguments[1], where), where);
            }
        }
        throw refused(type, where);
    }

    private Shape simple(Class<?> type, String where) {
        Shape scalar = Scalars.ALL.get(type);
        if (scalar != null) {
            return scalar;
        }
        Shape text = TextForms.ALL.get(type);
        if (text != null) {
            return text;
        }
        if (type.isEnum()) {
            return TextForms.ofEnum(type);
        }
        if (type == byte[].class) {
            return new BytesShape();
        }
        if (type.isRecord() && type.getTypeParameters().length == 0) {
            return record(type);
        }
        throw refused(type, where);
    }

    private static Shape map(Type key, Shape value, String where) {
        if (key == String.class) {
            return new MapShape(null, value);
        }
        if (key instanceof Class<?> c && c.isEnum()) {
            return new MapShape(TextForms.ofEnum(c), value);
        }
        TextForms.TextForm form = key instanceof Class<?> c ? TextForms.ALL.get(c) : null;
        if (form == null) {
            throw new InvalidContractException(where + ": map keys of type " + key.getTypeName()
                    + " have no JSON form (mend: use text, an enum, a UUID or a time as key)");
        }
        return new MapShape(form, value);
    }

    private static InvalidContractException refused(Type type, String where) {
        return new InvalidContractException(where + ": type " + type.getTypeName()
                + " has no JSON form (mend: use text, numbers, true/false, an enum, a time, a UUID, byte[], a record,"
                + " or List, Set or Map of these)");
    }
}

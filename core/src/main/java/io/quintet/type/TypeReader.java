package io.quintet.type;

import io.quintet.InvalidContractException;
import io.quintet.UnknownValue;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads the types that a class reaches, and refuses those that cannot travel.
 *
 * <p>What has been read is kept by the class itself, so that it goes when the class goes; it is kept only once all that it reaches has
 * been read, so that nobody sees a record that waits for its components.
 */
final class TypeReader {
    private static final ClassValue<AtomicReference<@Nullable TypeModel>> KNOWN = new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable TypeModel> computeValue(Class<?> type) {
            return new AtomicReference<>();
        }
    };

    private final Map<Class<?>, TypeModel> read = new HashMap<>();

    private TypeReader() {}

    static RecordType recordType(Class<?> type) {
        if (!type.isRecord()) {
            throw new InvalidContractException(type.getName() + ": not a record (mend: make it one)");
        }
        return (RecordType) known(type);
    }

    static EnumType enumType(Class<?> type) {
        if (!type.isEnum()) {
            throw new InvalidContractException(type.getName() + ": not an enum (mend: make it one)");
        }
        return (EnumType) known(type);
    }

    private static TypeModel known(Class<?> type) {
        TypeModel known = KNOWN.get(type).get();
        if (known != null) {
            return known;
        }
        synchronized (KNOWN) {
            TypeReader reader = new TypeReader();
            TypeModel model = reader.declared(type, type.getName());
            reader.read.forEach((each, its) -> KNOWN.get(each).set(its));
            return model;
        }
    }

    /** A class that is read once: a record, an enum or a union. */
    private TypeModel declared(Class<?> type, String where) {
        TypeModel known = KNOWN.get(type).get();
        if (known == null) {
            known = read.get(type);
        }
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return readEnum(type);
        }
        if (type.isRecord()) {
            return readRecord(type);
        }
        if (type.isInterface() && type.isSealed() && type.getTypeParameters().length == 0) {
            return readUnion(type);
        }
        throw refused(type, where);
    }

    private RecordType readRecord(Class<?> type) {
        RecordComponent[] declared = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            RecordType model = new RecordType(
                    type,
                    Ids.ofFields().read(type, type.getSimpleName()),
                    ConstructorTemplate.of(lookup, type, types),
                    Arrays.stream(types).anyMatch(Class::isPrimitive));
            read.put(type, model);
            Ids ids = Ids.ofFields();
            List<Component> components = new ArrayList<>();
            for (int i = 0; i < declared.length; i++) {
                String where = type.getSimpleName() + "." + declared[i].getName();
                components.add(new Component(
                        declared[i].getName(),
                        i,
                        componentType(declared[i].getGenericType(), where),
                        types[i].isPrimitive(),
                        ids.read(declared[i], where),
                        AccessorTemplate.of(lookup, type, declared[i])));
            }
            model.components(components);
            return model;
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new InvalidContractException(type.getName() + ": out of reach: " + e.getMessage()
                    + " (mend: open its package, as with \"opens " + type.getPackageName() + "\" in module-info)");
        }
    }

    private TypeModel componentType(Type type, String where) {
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Optional.class) {
            return new OptionalType(type(parameterized.getActualTypeArguments()[0], where));
        }
        return type(type, where);
    }

    private TypeModel type(Type type, String where) {
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw) {
            Type[] arguments = parameterized.getActualTypeArguments();
            if (raw == List.class || raw == Collection.class) {
                return new ListType(type(arguments[0], where));
            }
            if (raw == Set.class) {
                return new SetType(type(arguments[0], where));
            }
            if (raw == Map.class) {
                return new MapType(key(arguments[0], where), type(arguments[1], where));
            }
            if (raw == Optional.class) {
                throw new InvalidContractException(where + ": " + type.getTypeName()
                        + " within another type (mend: use Optional just for a whole component)");
            }
        }
        if (type instanceof Class<?> c) {
            Scalar scalar = Scalar.of(c);
            if (scalar != null) {
                return scalar;
            }
            if (c.getTypeParameters().length == 0) {
                return declared(c, where);
            }
        }
        throw refused(type, where);
    }

    private TextType key(Type type, String where) {
        TypeModel key = type instanceof Class<?> c && c.isEnum() ? declared(c, where) : null;
        Scalar scalar = type instanceof Class<?> c ? Scalar.of(c) : null;
        if (scalar != null && (scalar == Scalar.TEXT || scalar.integer() || scalar.textForm())) {
            key = scalar;
        }
        if (key instanceof TextType text) {
            return text;
        }
        throw new InvalidContractException(where + ": map keys of type " + type.getTypeName()
                + " (mend: use text, an integer, an enum, a UUID or a time as key)");
    }

    private EnumType readEnum(Class<?> type) {
        List<EnumType.Constant> constants = new ArrayList<>();
        Ids ids = Ids.ofConstants();
        Enum<?> unknown = null;
        for (Object each : type.getEnumConstants()) {
            Enum<?> constant = (Enum<?>) each;
            String where = type.getSimpleName() + "." + constant.name();
            Field field = field(type, constant.name());
            constants.add(new EnumType.Constant(constant, ids.read(field, where)));
            if (field.isAnnotationPresent(UnknownValue.class)) {
                if (unknown != null) {
                    throw new InvalidContractException(
                            where + ": @UnknownValue is on " + unknown.name() + ", too (mend: keep one)");
                }
                unknown = constant;
            }
        }
        EnumType model = new EnumType(type, List.copyOf(constants), unknown);
        read.put(type, model);
        return model;
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every enum constant is a field", e);
        }
    }

    private UnionType readUnion(Class<?> type) {
        UnionType model = new UnionType(type);
        read.put(type, model);
        Set<Class<?>> records = new LinkedHashSet<>();
        flatten(type, type, records);
        List<RecordType> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Ids ids = Ids.ofFields();
        for (Class<?> each : records) {
            String where = type.getSimpleName() + "." + each.getSimpleName();
            if (!names.add(each.getSimpleName())) {
                throw new InvalidContractException(
                        where + ": two records of one name in a union (mend: rename one: the simple name travels)");
            }
            ids.read(each, where);
            cases.add((RecordType) declared(each, where));
        }
        model.records(cases);
        return model;
    }

    private static void flatten(Class<?> union, Class<?> type, Set<Class<?>> records) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isRecord() && permitted.getTypeParameters().length == 0) {
                records.add(permitted);
            } else if (permitted.isInterface() && permitted.isSealed()) {
                flatten(union, permitted, records);
            } else {
                throw new InvalidContractException(union.getSimpleName() + "." + permitted.getSimpleName()
                        + ": not a record (mend: permit only records, or sealed interfaces of records)");
            }
        }
    }

    private static InvalidContractException refused(Type type, String where) {
        return new InvalidContractException(where + ": type " + type.getTypeName()
                + " cannot travel (mend: use text, numbers, true/false, an enum, a time, a UUID, byte[], a record,"
                + " a sealed interface of records, List, Set or Map of these, or Optional of one)");
    }
}

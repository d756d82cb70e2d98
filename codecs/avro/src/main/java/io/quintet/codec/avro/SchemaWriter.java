package io.quintet.codec.avro;

import io.quintet.InvalidContractException;
import io.quintet.type.Component;
import io.quintet.type.EnumType;
import io.quintet.type.ListType;
import io.quintet.type.MapType;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordType;
import io.quintet.type.Scalar;
import io.quintet.type.SetType;
import io.quintet.type.TypeModel;
import io.quintet.type.UnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Makes one schema, in which every record and enum is defined once and named from then on. */
final class SchemaWriter {
    private final Map<String, Class<?>> names = new HashMap<>();
    private final Map<String, String> aliases;
    private final Map<TypeModel, Schema> made = new HashMap<>();

    SchemaWriter() {
        this(Map.of());
    }

    private SchemaWriter(Map<String, String> aliases) {
        this.aliases = aliases;
    }

    /**
     * One whose schemas are called what a writer's are, too, in whatever namespace: the other side may keep its records in another
     * package. Avro's specification matches names without namespaces, its library in unions does not.
     */
    static SchemaWriter resolving(Schema writer) {
        Map<String, String> aliases = new HashMap<>();
        collect(writer, aliases);
        return new SchemaWriter(aliases);
    }

    private static void collect(Schema schema, Map<String, String> fullNames) {
        switch (schema.getType()) {
            case RECORD -> {
                if (fullNames.putIfAbsent(schema.getName(), schema.getFullName()) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), fullNames));
                }
            }
            case ENUM -> fullNames.putIfAbsent(schema.getName(), schema.getFullName());
            case ARRAY -> collect(schema.getElementType(), fullNames);
            case MAP -> collect(schema.getValueType(), fullNames);
            case UNION -> schema.getTypes().forEach(branch -> collect(branch, fullNames));
            default -> {}
        }
    }

    private Schema withAlias(Schema schema) {
        String alias = aliases.get(schema.getName());
        if (alias != null && !alias.equals(schema.getFullName())) {
            schema.addAlias(alias, "");
        }
        return schema;
    }

    Schema record(RecordType type) {
        Schema known = made.get(type);
        if (known != null) {
            return known;
        }
        Schema schema = withAlias(Schema.createRecord(name(type.type()), null, namespace(type.type()), false));
        made.put(type, schema);
        schema.setFields(type.components().stream()
                .map(component -> field(type, component))
                .toList());
        return schema;
    }

    private Schema.Field field(RecordType type, Component component) {
        return new Schema.Field(
                checked(component.name(), type.name() + "." + component.name()),
                schema(component),
                null,
                absent(component));
    }

    private Schema schema(Component component) {
        TypeModel type = component.type() instanceof OptionalType optional ? optional.value() : component.type();
        if (!nullable(component)) {
            return schema(type);
        }
        List<Schema> branches = new ArrayList<>(List.of(Schema.create(Schema.Type.NULL)));
        branches.addAll(branches(type));
        return Schema.createUnion(branches);
    }

    /** Whether Avro carries a component as a union whose first branch is null. */
    static boolean nullable(Component component) {
        return component.nullable() || component.type() instanceof OptionalType;
    }

    private static Object absent(Component component) {
        if (nullable(component)) {
            return JsonProperties.NULL_VALUE;
        }
        return switch (component.type()) {
            case Scalar kind -> Scalars.zero(kind);
            case MapType map -> Map.of();
            default -> List.of();
        };
    }

    private Schema schema(TypeModel type) {
        return branching(type)
                ? Schema.createUnion(branches(type))
                : branches(type).getFirst();
    }

    /** Whether values of a type may be one of several things on the wire, so that a branch stands in front of them. */
    static boolean branching(TypeModel type) {
        return type instanceof UnionType || type == Scalar.INSTANT;
    }

    private List<Schema> branches(TypeModel type) {
        return switch (type) {
            case Scalar kind -> Scalars.branches(kind);
            case UnionType union -> union.records().stream().map(this::record).toList();
            default -> List.of(single(type));
        };
    }

    private Schema single(TypeModel type) {
        return switch (type) {
            case EnumType constants -> made.computeIfAbsent(constants, key -> constants(constants));
            case RecordType record -> record(record);
            case ListType list -> Schema.createArray(schema(list.element()));
            case SetType set -> Schema.createArray(schema(set.element()));
            case MapType map -> Schema.createMap(schema(map.value()));
            default -> throw new IllegalStateException(type + " has several schemas, or none");
        };
    }

    private Schema constants(EnumType type) {
        List<String> symbols = type.constants().stream()
                .map(constant -> checked(constant.name(), type.name() + "." + constant.name()))
                .toList();
        Enum<?> unknown = type.unknown();
        return withAlias(Schema.createEnum(
                name(type.type()), null, namespace(type.type()), symbols, unknown == null ? null : unknown.name()));
    }

    private String name(Class<?> type) {
        String name = checked(type.getSimpleName(), type.getName());
        Class<?> other = names.put(type.getPackageName() + "." + name, type);
        if (other != null) {
            throw new InvalidContractException(type.getName() + ": has the name of " + other.getName()
                    + " in Avro (mend: rename one, the package and the simple name travel)");
        }
        return name;
    }

    private static @Nullable String namespace(Class<?> type) {
        String name = type.getPackageName();
        if (name.isEmpty()) {
            return null;
        }
        for (String part : name.split("\\.", -1)) {
            checked(part, type.getName());
        }
        return name;
    }

    /** Java takes more letters than Avro, and some of Avro's libraries take fewer than Avro for Java. */
    private static String checked(String name, String where) {
        if (NameValidator.STRICT_VALIDATOR.validate(name).isOK()) {
            return name;
        }
        throw new InvalidContractException(
                where + ": " + name + " is no name in Avro (mend: use just the letters a-z and A-Z, digits and _)");
    }
}

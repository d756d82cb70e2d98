package io.quintet.idl.openapi;

import io.quintet.type.Component;
import io.quintet.type.EnumType;
import io.quintet.type.ListType;
import io.quintet.type.MapType;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordType;
import io.quintet.type.Scalar;
import io.quintet.type.SetType;
import io.quintet.type.TextType;
import io.quintet.type.TypeModel;
import io.quintet.type.UnionType;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/**
 * The schemas of what JSON carries, as the codec {@code json} writes and reads it.
 *
 * <p>What is required: the primitives of records that are only written here, for they always stand there. Of a record that is read
 * nothing is, since what is missing has its default; that lets a newer server read older requests.
 */
final class Schemas {
    /** Where a schema stands in a document. */
    static final String PATH = "#/components/schemas/";

    /** The field of a record in a union that tells which record it is. */
    private static final String TELLING = "type";

    private final Reach reach;
    private final Names names;
    /** By name, so that the document has one order. */
    private final TreeMap<String, TypeModel> named = new TreeMap<>();

    Schemas(Reach reach, Names names) {
        this.reach = reach;
        this.names = names;
        reach.types().forEach((type, model) -> named.put(names.of(type), model));
    }

    /** Writes all that have a name as properties. */
    void writeNamed(JsonGenerator out) {
        named.forEach((name, type) -> {
            out.writeObjectPropertyStart(name);
            switch (type) {
                case EnumType constants -> constants(out, constants);
                case RecordType record -> object(out, record.components(), reach.read(record));
                case UnionType union -> union(out, name, union);
                default -> throw new IllegalStateException(type + " has no name");
            }
            out.writeEndObject();
            if (type instanceof UnionType union) {
                union.records().forEach(record -> telling(out, name, record));
            }
        });
    }

    private static void constants(JsonGenerator out, EnumType constants) {
        out.writeStringProperty("type", "string");
        strings(
                out,
                "enum",
                constants.constants().stream().map(EnumType.Constant::name).toList());
        Enum<?> unknown = constants.unknown();
        if (unknown != null) {
            out.writeStringProperty("description", "Other names are read as " + unknown.name() + ".");
        }
    }

    /** Writes the schema of an object with some components, between the braces. */
    void object(JsonGenerator out, List<Component> components, boolean read) {
        out.writeStringProperty("type", "object");
        if (!components.isEmpty()) {
            out.writeObjectPropertyStart("properties");
            for (Component component : components) {
                out.writeName(component.name());
                write(out, component.type());
            }
            out.writeEndObject();
        }
        Predicate<Component> always = component -> component.primitive() && !read;
        strings(
                out,
                "required",
                components.stream().filter(always).map(Component::name).toList());
    }

    private void union(JsonGenerator out, String name, UnionType union) {
        out.writeArrayPropertyStart("oneOf");
        union.records().forEach(record -> reference(out, named(name, record)));
        out.writeEndArray();
        out.writeObjectPropertyStart("discriminator");
        out.writeStringProperty("propertyName", TELLING);
        out.writeObjectPropertyStart("mapping");
        union.records().forEach(record -> out.writeStringProperty(record.name(), PATH + named(name, record)));
        out.writeEndObject();
        out.writeEndObject();
    }

    /** A record within a union: itself, and the field that tells. */
    private void telling(JsonGenerator out, String union, RecordType record) {
        out.writeObjectPropertyStart(named(union, record));
        out.writeArrayPropertyStart("allOf");
        reference(out, names.of(record.type()));
        out.writeStartObject();
        out.writeStringProperty("type", "object");
        out.writeObjectPropertyStart("properties");
        out.writeObjectPropertyStart(TELLING);
        out.writeStringProperty("type", "string");
        out.writeStringProperty("const", record.name());
        out.writeEndObject();
        out.writeEndObject();
        strings(out, "required", List.of(TELLING));
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }

    private static String named(String union, RecordType record) {
        return union + "-" + record.name(); // no class has a hyphen in its name
    }

    /** Writes the schema of a type. */
    void write(JsonGenerator out, TypeModel type) {
        switch (type) {
            case Scalar scalar -> {
                out.writeStartObject();
                ScalarSchema.write(out, scalar);
                out.writeEndObject();
            }
            case EnumType constants -> reference(out, names.of(constants.type()));
            case RecordType record -> reference(out, names.of(record.type()));
            case UnionType union -> reference(out, names.of(union.type()));
            case ListType list -> array(out, list.element(), false);
            case SetType set -> array(out, set.element(), true);
            case MapType map -> map(out, map);
            case OptionalType optional -> write(out, optional.value());
        }
    }

    private void array(JsonGenerator out, TypeModel element, boolean unique) {
        out.writeStartObject();
        out.writeStringProperty("type", "array");
        out.writeName("items");
        write(out, element);
        if (unique) {
            out.writeBooleanProperty("uniqueItems", true);
        }
        out.writeEndObject();
    }

    private void map(JsonGenerator out, MapType map) {
        out.writeStartObject();
        out.writeStringProperty("type", "object");
        key(out, map.key());
        out.writeName("additionalProperties");
        write(out, map.value());
        out.writeEndObject();
    }

    private void key(JsonGenerator out, TextType key) {
        if (key == Scalar.TEXT) {
            return;
        }
        out.writeName("propertyNames");
        if (key instanceof Scalar scalar && scalar.integer()) { // names are text, also those of numbers
            out.writeStartObject();
            out.writeStringProperty("pattern", "^-?[0-9]+$");
            out.writeEndObject();
        } else {
            write(out, key);
        }
    }

    static void reference(JsonGenerator out, String name) {
        out.writeStartObject();
        out.writeStringProperty("$ref", PATH + name);
        out.writeEndObject();
    }

    static void strings(JsonGenerator out, String property, Collection<String> texts) {
        if (!texts.isEmpty()) {
            out.writeArrayPropertyStart(property);
            texts.forEach(out::writeString);
            out.writeEndArray();
        }
    }
}

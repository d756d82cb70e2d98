package io.quintet.codec.avro;

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
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Makes the writer of every type that a record reaches. */
final class Writers {
    private final Map<RecordType, RecordWriter> made = new HashMap<>();

    RecordWriter record(RecordType type) {
        RecordWriter known = made.get(type);
        if (known != null) {
            return known;
        }
        RecordWriter writer = new RecordWriter();
        made.put(type, writer);
        writer.fields(type.components().stream().map(this::field).toArray(FieldWriter[]::new));
        return writer;
    }

    private FieldWriter field(Component component) {
        if (component.primitive() && component.type() instanceof Scalar kind) {
            return new FieldWriter.OfPrimitive(component, kind);
        }
        if (!SchemaWriter.nullable(component)) {
            return new FieldWriter.OfCollection(component, writer(component.type(), 0));
        }
        TypeModel type = component.type() instanceof OptionalType optional ? optional.value() : component.type();
        return new FieldWriter.OfNullable(component, writer(type, 1), !SchemaWriter.branching(type));
    }

    /** The first branch is that of a type's values where they have several; null may stand in front of them. */
    private Writer writer(TypeModel type, int first) {
        return switch (type) {
            case Scalar kind when kind == Scalar.INSTANT -> new InstantWriter(first);
            case Scalar kind -> new ScalarWriter(kind);
            case EnumType constants -> Writers::constant;
            case RecordType record -> record(record);
            case UnionType union -> union(union, first);
            case ListType list -> new CollectionWriter(writer(list.element(), 0));
            case SetType set -> new CollectionWriter(writer(set.element(), 0));
            case MapType map -> new MapWriter(map.key(), writer(map.value(), 0));
            case OptionalType optional -> throw new IllegalStateException("just components are optional");
        };
    }

    @SuppressWarnings("EnumOrdinal") // the schema has the constants in the order declared, and is made anew with them
    private static void constant(Output out, Object value) throws IOException {
        out.encoder().writeEnum(((Enum<?>) value).ordinal());
    }

    private Writer union(UnionType type, int first) {
        RecordWriter[] records = type.records().stream().map(this::record).toArray(RecordWriter[]::new);
        return (out, value) -> {
            int index = type.indexOf(value);
            out.encoder().writeIndex(first + index);
            records[index].write(out, value);
        };
    }
}

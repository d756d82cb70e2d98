package io.quintet.codec.avro;

import io.quintet.type.Component;
import io.quintet.type.EnumType;
import io.quintet.type.ListType;
import io.quintet.type.MapType;
import io.quintet.type.Misfit;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordType;
import io.quintet.type.Scalar;
import io.quintet.type.SetType;
import io.quintet.type.TypeModel;
import io.quintet.type.UnionType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reader of a record for one writer's schema, from what Avro's {@link Resolver} says is to be done.
 *
 * <p>Where the schemas are the same the resolver says so, and nothing is left to be done while reading.
 */
final class Readers {
    private final IdentityHashMap<Resolver.Action, RecordReader> made = new IdentityHashMap<>();

    /** Of a record in documents with this writer's schema. */
    static RecordReader of(Schema writer, RecordType type) {
        Resolver.Action action =
                Resolver.resolve(writer, SchemaWriter.resolving(writer).record(type));
        if (action instanceof Resolver.RecordAdjust record) {
            return new Readers().record(record, type);
        }
        throw new IllegalStateException(action + " between records whose fields all have defaults");
    }

    private RecordReader record(Resolver.RecordAdjust action, RecordType type) {
        RecordReader known = made.get(action);
        if (known != null) {
            return known;
        }
        RecordReader reader = new RecordReader(type);
        made.put(action, reader);
        List<Schema.Field> fields = action.writer.getFields();
        FieldReader[] readers = new FieldReader[fields.size()];
        for (int i = 0; i < readers.length; i++) {
            String name = fields.get(i).name();
            Component component = type.component(name);
            readers[i] = component == null
                    ? new FieldReader.Unknown(name, fields.get(i).schema())
                    : field(action.fieldActions[i], component);
        }
        reader.fields(readers);
        return reader;
    }

    private FieldReader field(Resolver.Action action, Component component) {
        TypeModel type = component.type() instanceof OptionalType optional ? optional.value() : component.type();
        Reader reader = reader(action, type);
        if (component.primitive() && reader instanceof ScalarReader scalar) {
            return new FieldReader.OfPrimitive(component, scalar);
        }
        return component.type() instanceof OptionalType
                ? new FieldReader.OfOptional(component, reader)
                : new FieldReader.OfAny(component, reader);
    }

    private Reader reader(Resolver.Action action, TypeModel type) {
        return switch (action) {
            case Resolver.WriterUnion union -> writerUnion(union, type);
            case Resolver.ReaderUnion union -> reader(union.actualAction, type);
            case Resolver.ErrorAction error -> misfit(error.writer, error.reader);
            case Resolver.Action nothing when nothing.reader.getType() == Schema.Type.NULL -> in -> null;
            case Resolver.RecordAdjust record when type instanceof UnionType union -> ofUnion(record, union);
            case Resolver.RecordAdjust record -> record(record, (RecordType) type);
            case Resolver.EnumAdjust constants -> constants(constants, (EnumType) type);
            case Resolver.Container container -> container(container, type);
            default -> new ScalarReader((Scalar) type, action.writer);
        };
    }

    private Reader writerUnion(Resolver.WriterUnion union, TypeModel type) {
        Reader[] branches = new Reader[union.actions.length];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = reader(union.actions[i], type);
        }
        return in -> {
            int branch = in.index(branches.length);
            if (branch < 0) {
                throw new Misfit("", "a branch beyond the schema (expected: from 0 to " + (branches.length - 1) + ")");
            }
            return branches[branch].read(in);
        };
    }

    /**
     * A record of a union is the one that bears its name. Avro's resolver is content with one of the same structure, and where all
     * fields have defaults any two records are that: a Square would be read as a Circle of radius 0.
     */
    private Reader ofUnion(Resolver.RecordAdjust action, UnionType union) {
        int index = union.indexOf(action.writer.getName());
        if (index < 0 || !action.writer.getName().equals(action.reader.getName())) {
            String message = Misfit.quoted(action.writer.getName()) + " (expected: " + union.expected() + ")";
            return in -> {
                throw new Misfit("", message);
            };
        }
        return record(action, union.records().get(index));
    }

    private static Reader misfit(Schema writer, Schema reader) {
        String message = writer.getName() + " (expected: " + reader.getName() + ")";
        return in -> {
            throw new Misfit("", message);
        };
    }

    private static Reader constants(Resolver.EnumAdjust action, EnumType type) {
        Map<String, Enum<?>> known = new HashMap<>();
        type.constants().forEach(constant -> known.put(constant.name(), constant.value()));
        List<String> symbols = action.writer.getEnumSymbols();
        @Nullable Enum<?>[] values = new @Nullable Enum<?>[symbols.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = known.getOrDefault(symbols.get(i), type.unknown());
        }
        return new EnumReader(type, symbols.toArray(String[]::new), values);
    }

    private Reader container(Resolver.Container action, TypeModel type) {
        return switch (type) {
            case ListType list -> new CollectionReader(false, reader(action.elementAction, list.element()));
            case SetType set -> new CollectionReader(true, reader(action.elementAction, set.element()));
            case MapType map -> new MapReader(map.key(), reader(action.elementAction, map.value()));
            default -> throw new IllegalStateException(type + " is no collection");
        };
    }
}

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
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;

/** Records as Avro's own library represents them, made without any of the codec's code. */
final class GenericRecords {
    private GenericRecords() {}

    static GenericData.Record of(Object value, Schema schema) {
        return record(RecordType.of(value.getClass()), value, schema);
    }

    private static GenericData.Record record(RecordType type, Object value, Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        for (Component component : type.components()) {
            Schema field = schema.getField(component.name()).schema();
            record.put(component.name(), component(component, component.get(value), field));
        }
        return record;
    }

    private static Object component(Component component, Object value, Schema schema) {
        if (component.type() instanceof OptionalType optional) {
            Object content = value == null ? null : ((Optional<?>) value).orElse(null);
            return content == null ? null : value(optional.value(), content, schema);
        }
        return value == null ? null : value(component.type(), value, schema);
    }

    private static Object value(TypeModel type, Object value, Schema union) {
        Schema schema = branch(type, value, union);
        return switch (type) {
            case Scalar kind -> scalar(kind, value);
            case EnumType constants -> new GenericData.EnumSymbol(schema, ((Enum<?>) value).name());
            case RecordType record -> record(record, value, schema);
            case UnionType any -> of(value, schema);
            case ListType list -> elements(list.element(), value, schema);
            case SetType set -> elements(set.element(), value, schema);
            case MapType map -> {
                Map<Utf8, Object> entries = new HashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, each) -> entries.put(
                                new Utf8(map.key().print(key)), value(map.value(), each, schema.getValueType())));
                yield entries;
            }
            case OptionalType optional -> throw new IllegalStateException("just components are optional");
        };
    }

    /** The only branch beside null, or the one with the record's name. */
    private static Schema branch(TypeModel type, Object value, Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        List<Schema> branches = schema.getTypes().stream()
                .filter(each -> each.getType() != Schema.Type.NULL)
                .toList();
        return type instanceof UnionType
                ? branches.stream()
                        .filter(each -> each.getName().equals(value.getClass().getSimpleName()))
                        .findFirst()
                        .orElseThrow()
                : branches.getFirst();
    }

    private static Object elements(TypeModel element, Object value, Schema schema) {
        List<Object> elements = new ArrayList<>();
        ((Collection<?>) value).forEach(each -> elements.add(value(element, each, schema.getElementType())));
        return new GenericData.Array<>(schema, elements);
    }

    private static Object scalar(Scalar kind, Object value) {
        return switch (kind) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE -> value;
            case BYTE, SHORT -> ((Number) value).intValue();
            case BYTES -> ByteBuffer.wrap((byte[]) value);
            case LOCAL_DATE -> (int) ((LocalDate) value).toEpochDay();
            case INSTANT -> {
                Instant time = (Instant) value;
                yield time.isAfter(Instant.parse("1677-09-22T00:00:00Z"))
                                && time.isBefore(Instant.parse("2262-04-11T00:00:00Z"))
                        ? (Object) ChronoUnit.NANOS.between(Instant.EPOCH, time)
                        : new Utf8(time.toString());
            }
            default -> new Utf8(kind.print(value));
        };
    }
}

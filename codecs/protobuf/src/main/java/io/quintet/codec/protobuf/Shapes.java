package io.quintet.codec.protobuf;

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
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the shape of every type that a record reaches. */
final class Shapes {
    private final ProtobufNumbers numbers;
    private final Map<TypeModel, Shape> made = new LinkedHashMap<>();

    Shapes(ProtobufNumbers numbers) {
        this.numbers = numbers;
    }

    /** All that were made and have a name in a {@code .proto}, and more. */
    Collection<Shape> made() {
        return made.values();
    }

    RecordShape record(RecordType type) {
        if (made.get(type) instanceof RecordShape known) {
            return known;
        }
        RecordShape shape = new RecordShape(type, numbers.entries(type.type()));
        made.put(type, shape);
        int[] given = numbers.of(type);
        shape.fields(type.components().stream()
                .map(component -> field(component, given[component.index()]))
                .sorted(Comparator.comparingInt(field -> field.number))
                .toArray(Field[]::new));
        return shape;
    }

    private Field field(Component component, int number) {
        return switch (component.type()) {
            case ListType list -> new Field.OfItems(component, items(number, list));
            case SetType set -> new Field.OfItems(component, items(number, set));
            case MapType map -> new Field.OfItems(component, items(number, map));
            case OptionalType optional -> new Field.OfOptional(component, number, shape(optional.value()));
            default -> {
                Shape shape = shape(component.type());
                yield component.primitive() && shape instanceof NumberShape primitive
                        ? NumberField.of(component, number, primitive)
                        : new Field.OfShape(component, number, shape);
            }
        };
    }

    private Items items(int number, TypeModel type) {
        return switch (type) {
            case ListType list -> new Elements(number, false, shape(list.element()));
            case SetType set -> new Elements(number, true, shape(set.element()));
            case MapType map -> new Entries(number, map.key(), key(map), shape(map.value()));
            default -> throw new IllegalStateException(type + " has no elements");
        };
    }

    /** Whole numbers may be keys in the format, else just text. */
    private static Shape key(MapType map) {
        return map.key() instanceof Scalar scalar && scalar.integer()
                ? new NumberShape(scalar)
                : new TextShape(map.key());
    }

    private Shape shape(TypeModel type) {
        Shape known = made.get(type);
        if (known != null) {
            return known;
        }
        return switch (type) {
            case Scalar scalar -> scalar(scalar);
            case EnumType constants -> {
                EnumShape shape = new EnumShape(constants, numbers.of(constants), numbers.entries(constants.type()));
                made.put(type, shape);
                yield shape;
            }
            case RecordType record -> record(record);
            case UnionType union -> union(union);
            case ListType list -> nested(type);
            case SetType set -> nested(type);
            case MapType map -> nested(type);
            case OptionalType optional -> throw new IllegalStateException("just components are optional");
        };
    }

    private static Shape scalar(Scalar kind) {
        return switch (kind) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> new NumberShape(kind);
            case BYTES -> new BytesShape();
            case INSTANT -> new TimeShape(false);
            case DURATION -> new TimeShape(true);
            default -> new TextShape(kind);
        };
    }

    private Shape nested(TypeModel type) {
        Items items = items(ItemsShape.NUMBER, type);
        Shape shape = new ItemsShape(ProtoNames.items(items.label(), items.protoType()), items);
        made.put(type, shape);
        return shape;
    }

    private UnionShape union(UnionType type) {
        UnionShape shape = new UnionShape(type, numbers.of(type), numbers.entries(type.type()));
        made.put(type, shape);
        shape.records(type.records().stream().map(this::record).toArray(RecordShape[]::new));
        return shape;
    }
}

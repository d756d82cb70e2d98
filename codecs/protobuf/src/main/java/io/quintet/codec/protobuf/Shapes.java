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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        shape.fields(fields(type).stream()
                .sorted(Comparator.comparingInt(field -> field.number))
                .toArray(Field[]::new));
        return shape;
    }

    private List<Field> fields(RecordType type) {
        int[] given = numbers.of(type);
        List<Field> fields = new ArrayList<>();
        for (Component component : type.components()) {
            ProtoField said = ProtoFields.of(type, component);
            UnionType oneof = Oneof.of(type, component);
            if (oneof == null) {
                fields.add(field(component, given[fields.size()], said).named(said == null ? "" : said.name()));
                continue;
            }
            String name = said == null || said.name().isEmpty() ? ProtoNames.field(component.name()) : said.name();
            for (RecordType one : oneof.records()) {
                Component value = Oneof.value(one);
                ProtoField its = ProtoFields.of(one, value);
                Shape shape = shape(value.type(), its);
                fields.add(new OneofField(component, given[fields.size()], name, one, shape)
                        .named(its == null || its.name().isEmpty() ? ProtoNames.field(one.name()) : its.name()));
            }
        }
        return fields;
    }

    private Field field(Component component, int number, @Nullable ProtoField said) {
        return switch (component.type()) {
            case ListType list -> new Field.OfItems(component, items(number, list, said));
            case SetType set -> new Field.OfItems(component, items(number, set, said));
            case MapType map -> new Field.OfItems(component, items(number, map, said));
            case OptionalType optional -> new Field.OfOptional(component, number, shape(optional.value(), said));
            default -> {
                Shape shape = shape(component.type(), said);
                if (component.primitive() && shape instanceof NumberShape primitive) {
                    yield NumberField.of(component, number, primitive);
                }
                if (component.primitive() && shape instanceof KindShape kind) {
                    yield new KindField(component, number, kind);
                }
                yield said != null && said.implicit()
                        ? new Field.OfImplicit(component, number, shape)
                        : new Field.OfShape(component, number, shape);
            }
        };
    }

    private Items items(int number, TypeModel type, @Nullable ProtoField said) {
        boolean packed = said == null || said.packed();
        return switch (type) {
            case ListType list -> new Elements(number, false, shape(list.element(), said), packed);
            case SetType set -> new Elements(number, true, shape(set.element(), said), packed);
            case MapType map -> new Entries(number, map.key(), key(map, said), shape(map.value(), said));
            default -> throw new IllegalStateException(type + " has no elements");
        };
    }

    /** What an annotation says is of the elements, of which there may be many. */
    private Shape shape(TypeModel type, @Nullable ProtoField said) {
        if (said == null) {
            return shape(type);
        }
        Shape plain = said.kind() == ProtoField.Kind.BY_TYPE ? shape(type) : KindShape.of(said.kind(), type);
        return said.wrapped() ? new WrapperShape(plain) : plain;
    }

    /** Whole numbers may be keys in the format, else just text. */
    private static Shape key(MapType map, @Nullable ProtoField said) {
        if (said != null && said.key() != ProtoField.Kind.BY_TYPE) {
            return KindShape.of(said.key(), map.key());
        }
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
        Items items = items(ItemsShape.NUMBER, type, null);
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

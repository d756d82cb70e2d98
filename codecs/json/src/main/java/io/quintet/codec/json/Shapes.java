package io.quintet.codec.json;

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
import java.util.HashMap;
import java.util.Map;

/** Makes the shape of every type that a record reaches. */
final class Shapes {
    private final Map<TypeModel, Shape> made = new HashMap<>();

    RecordShape record(RecordType type) {
        if (made.get(type) instanceof RecordShape known) {
            return known;
        }
        RecordShape shape = new RecordShape(type);
        made.put(type, shape);
        shape.fields(type.components().stream().map(this::field).toArray(Field[]::new));
        return shape;
    }

    private Field field(Component component) {
        if (component.type() instanceof OptionalType optional) {
            return new Field.OfOptional(component, shape(optional.value()));
        }
        Shape shape = shape(component.type());
        if (component.primitive()) {
            if (shape instanceof TruthShape truth) {
                return new Field.OfBoolean(component, truth);
            }
            if (shape instanceof NumberShape number && number.kind().integer()) {
                return new Field.OfInteger(component, number);
            }
            if (shape instanceof NumberShape number && number.kind() == Scalar.DOUBLE) {
                return new Field.OfDouble(component, number);
            }
        }
        return new Field.OfShape(component, shape);
    }

    private Shape shape(TypeModel type) {
        return switch (type) {
            case Scalar scalar -> scalar(scalar);
            case EnumType constants -> new TextShape(constants);
            case RecordType record -> record(record);
            case UnionType union -> union(union);
            case ListType list -> new CollectionShape(false, shape(list.element()));
            case SetType set -> new CollectionShape(true, shape(set.element()));
            case MapType map -> new MapShape(new TextShape(map.key()), shape(map.value()));
            case OptionalType optional -> throw new IllegalStateException("just components are optional");
        };
    }

    private static Shape scalar(Scalar kind) {
        return switch (kind) {
            case BOOLEAN -> new TruthShape();
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL, BIG_INTEGER -> new NumberShape(kind);
            default -> new TextShape(kind);
        };
    }

    private UnionShape union(UnionType type) {
        if (made.get(type) instanceof UnionShape known) {
            return known;
        }
        UnionShape shape = new UnionShape(type);
        made.put(type, shape);
        shape.records(type.records().stream().map(this::record).toArray(RecordShape[]::new));
        return shape;
    }
}

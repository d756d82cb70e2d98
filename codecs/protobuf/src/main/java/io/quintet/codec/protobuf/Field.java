package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.quintet.type.Component;
import io.quintet.type.RecordDraft;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One component of a record as a field of a message. */
abstract class Field {
    /** How many bits of a tag are the wire type. */
    static final int TAG_TYPE_BITS = 3;

    final Component component;
    final int number;
    final int tag;
    final int tagSize;
    private String name = "";

    Field(Component component, int number, int wireType) {
        this.component = component;
        this.number = number;
        this.tag = number << TAG_TYPE_BITS | wireType;
        this.tagSize = CodedOutputStream.computeTagSize(number);
    }

    /** Gives it a name in a {@code .proto} that is not that of its component; empty for that one. */
    final Field named(String other) {
        name = other;
        return this;
    }

    /** How many bytes the tag and the value take; 0 where nothing is written. */
    abstract int size(Object bearer, Plan plan);

    /** Writes the tag and the value, or nothing. */
    abstract void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException;

    /** Reads the value behind a tag that has the field's number. */
    abstract void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException;

    /** What the field looks like in a {@code .proto}. */
    abstract ProtobufSchema.Field describe();

    final ProtobufSchema.Field describe(String label, String type) {
        return new ProtobufSchema.Field(
                label, type, name.isEmpty() ? ProtoNames.field(component.name()) : name, number);
    }

    final void expectTag(int found) {
        if (found != tag) {
            throw MessageShape.framedOtherwise(found, tag & ((1 << TAG_TYPE_BITS) - 1));
        }
    }

    /** Whatever has a shape and may be absent. */
    static class OfShape extends Field {
        final Shape shape;

        OfShape(Component component, int number, Shape shape) {
            super(component, number, shape.wireType());
            this.shape = shape;
        }

        @Nullable
        Object value(Object bearer) {
            return component.get(bearer);
        }

        Object wrapped(Object value) {
            return value;
        }

        @Override
        final int size(Object bearer, Plan plan) {
            Object value = value(bearer);
            return value == null ? 0 : Math.addExact(tagSize, shape.size(value, plan));
        }

        @Override
        final void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException {
            Object value = value(bearer);
            if (value != null) {
                out.writeUInt32NoTag(tag);
                shape.write(out, value, plan);
            }
        }

        @Override
        final void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException {
            expectTag(found);
            if (shape.once() && !draft.mark(component.index())) {
                throw MessageShape.twice();
            }
            Object value = shape.read(in, depth);
            draft.set(component.index(), value == null ? null : wrapped(value));
        }

        @Override
        ProtobufSchema.Field describe() {
            return describe(shape.once() ? "" : "optional", shape.protoType());
        }
    }

    /** One that is not written when it is empty or zero, see {@link ProtoField#implicit()}. */
    static final class OfImplicit extends OfShape {
        OfImplicit(Component component, int number, Shape shape) {
            super(component, number, shape);
        }

        @Override
        @Nullable
        Object value(Object bearer) {
            Object value = super.value(bearer);
            return value == null || shape.isDefault(value) ? null : value;
        }

        @Override
        ProtobufSchema.Field describe() {
            return describe("", shape.protoType());
        }
    }

    /** An Optional, which is absent when it is empty. */
    static final class OfOptional extends OfShape {
        OfOptional(Component component, int number, Shape shape) {
            super(component, number, shape);
        }

        @Override
        @Nullable
        Object value(Object bearer) {
            return component.get(bearer) instanceof Optional<?> optional ? optional.orElse(null) : null;
        }

        @Override
        Object wrapped(Object value) {
            return Optional.of(value);
        }
    }

    /** A list, set or map, whose elements may stand anywhere in the message. */
    static final class OfItems extends Field {
        private final Items items;

        OfItems(Component component, Items items) {
            super(component, items.number, items.wireType);
            this.items = items;
        }

        @Override
        int size(Object bearer, Plan plan) {
            Object value = component.get(bearer);
            return value == null ? 0 : items.size(value, plan);
        }

        @Override
        void write(CodedOutputStream out, Object bearer, Plan plan) throws IOException {
            Object value = component.get(bearer);
            if (value != null) {
                items.write(out, value, plan);
            }
        }

        @Override
        void read(int found, CodedInputStream in, int depth, RecordDraft draft) throws IOException {
            Object collected = draft.get(component.index());
            if (collected == null) {
                collected = items.begin();
                draft.set(component.index(), collected);
            }
            items.read(found, in, depth, collected);
        }

        /** Makes what was collected unchangeable. */
        void complete(RecordDraft draft) {
            Object collected = draft.get(component.index());
            if (collected != null) {
                draft.set(component.index(), items.complete(collected));
            }
        }

        @Override
        ProtobufSchema.Field describe() {
            return describe(items.label(), items.protoType());
        }
    }
}

package io.quintet.codec.avro;

import io.quintet.type.Component;
import io.quintet.type.Scalar;
import java.io.IOException;
import java.util.Optional;

/** Writes one component of a record; primitives are not boxed on their way. */
abstract class FieldWriter {
    final Component component;

    FieldWriter(Component component) {
        this.component = component;
    }

    abstract void write(Output out, Object bearer) throws IOException;

    /** Writes the default, which is one byte 0 for every type but float and double. */
    void writeAbsent(Output out) throws IOException {
        out.encoder().writeInt(0);
    }

    /** What always has a value. */
    static final class OfPrimitive extends FieldWriter {
        private final Scalar kind;

        OfPrimitive(Component component, Scalar kind) {
            super(component);
            this.kind = kind;
        }

        @Override
        void write(Output out, Object bearer) throws IOException {
            switch (kind) {
                case BOOLEAN -> out.encoder().writeBoolean(component.getBoolean(bearer));
                case FLOAT -> out.encoder().writeFloat((float) component.getDouble(bearer));
                case DOUBLE -> out.encoder().writeDouble(component.getDouble(bearer));
                case LONG -> out.encoder().writeLong(component.getLong(bearer));
                default -> out.encoder().writeInt(component.getInt(bearer));
            }
        }

        @Override
        void writeAbsent(Output out) throws IOException {
            switch (kind) {
                case FLOAT -> out.encoder().writeFloat(0);
                case DOUBLE -> out.encoder().writeDouble(0);
                default -> super.writeAbsent(out);
            }
        }
    }

    /** A list, set or map; null is as good as empty. */
    static final class OfCollection extends FieldWriter {
        private final Writer writer;

        OfCollection(Component component, Writer writer) {
            super(component);
            this.writer = writer;
        }

        @Override
        void write(Output out, Object bearer) throws IOException {
            Object value = component.get(bearer);
            if (value == null) {
                writeAbsent(out);
            } else {
                writer.write(out, value);
            }
        }
    }

    /** A union of null and something; the something writes its branch by itself, if there are several. */
    static final class OfNullable extends FieldWriter {
        private final Writer writer;
        private final boolean single;

        OfNullable(Component component, Writer writer, boolean single) {
            super(component);
            this.writer = writer;
            this.single = single;
        }

        @Override
        void write(Output out, Object bearer) throws IOException {
            Object value = component.get(bearer);
            if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            if (value == null) {
                writeAbsent(out);
                return;
            }
            if (single) {
                out.encoder().writeIndex(1);
            }
            writer.write(out, value);
        }
    }
}

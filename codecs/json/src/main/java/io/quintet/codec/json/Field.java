package io.quintet.codec.json;

import io.quintet.type.Component;
import io.quintet.type.RecordDraft;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.io.SerializedString;

/** One component of a record as a field of an object; the primitives that are frequent are not boxed on their way. */
abstract class Field {
    final Component component;

    /** Escaped and in UTF-8 once for all. */
    final SerializedString name;

    Field(Component component) {
        this.component = component;
        this.name = new SerializedString(component.name());
    }

    /** Writes the name and the value, or nothing where there is none. */
    abstract void write(JsonGenerator out, Object bearer);

    /** Reads the value that the parser stands on, never a JSON null. */
    abstract void read(JsonParser in, RecordDraft draft);

    /** What the JSON must look like, for messages. */
    abstract String expected();

    /** Whatever has a shape. */
    static class OfShape extends Field {
        final Shape shape;

        OfShape(Component component, Shape shape) {
            super(component);
            this.shape = shape;
        }

        @Override
        void write(JsonGenerator out, Object bearer) {
            Object value = component.get(bearer);
            if (value != null) {
                out.writeName(name);
                shape.write(out, value);
            }
        }

        @Override
        void read(JsonParser in, RecordDraft draft) {
            draft.set(component.index(), shape.read(in));
        }

        @Override
        String expected() {
            return shape.expected();
        }
    }

    /** An Optional, which is absent when it is empty. */
    static final class OfOptional extends OfShape {
        OfOptional(Component component, Shape shape) {
            super(component, shape);
        }

        @Override
        void write(JsonGenerator out, Object bearer) {
            if (component.get(bearer) instanceof Optional<?> optional && optional.isPresent()) {
                out.writeName(name);
                shape.write(out, optional.get());
            }
        }

        @Override
        void read(JsonParser in, RecordDraft draft) {
            draft.set(component.index(), Optional.of(shape.read(in)));
        }
    }

    /** A byte, short, int or long. */
    static final class OfInteger extends Field {
        private final NumberShape shape;

        OfInteger(Component component, NumberShape shape) {
            super(component);
            this.shape = shape;
        }

        @Override
        void write(JsonGenerator out, Object bearer) {
            out.writeName(name);
            out.writeNumber(component.getLong(bearer));
        }

        @Override
        void read(JsonParser in, RecordDraft draft) {
            draft.setLong(component.index(), shape.readInteger(in));
        }

        @Override
        String expected() {
            return shape.expected();
        }
    }

    /** A double; a float is written with fewer digits. */
    static final class OfDouble extends Field {
        private final NumberShape shape;

        OfDouble(Component component, NumberShape shape) {
            super(component);
            this.shape = shape;
        }

        @Override
        void write(JsonGenerator out, Object bearer) {
            double value = NumberShape.finite(component.getDouble(bearer));
            out.writeName(name);
            out.writeNumber(value);
        }

        @Override
        void read(JsonParser in, RecordDraft draft) {
            draft.setDouble(component.index(), shape.readDouble(in));
        }

        @Override
        String expected() {
            return shape.expected();
        }
    }

    /** A boolean. */
    static final class OfBoolean extends Field {
        private final TruthShape shape;

        OfBoolean(Component component, TruthShape shape) {
            super(component);
            this.shape = shape;
        }

        @Override
        void write(JsonGenerator out, Object bearer) {
            out.writeName(name);
            out.writeBoolean(component.getBoolean(bearer));
        }

        @Override
        void read(JsonParser in, RecordDraft draft) {
            draft.setBoolean(component.index(), shape.readBoolean(in));
        }

        @Override
        String expected() {
            return shape.expected();
        }
    }
}

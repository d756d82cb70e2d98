package io.quintet.codec.avro;

import io.quintet.type.Component;
import io.quintet.type.RecordDraft;
import io.quintet.type.Scalar;
import java.util.Optional;
import org.apache.avro.Schema;

/** Reads one field of a writer's record into the component of its name, if there is one. */
interface FieldReader {
    String name();

    void read(Input in, RecordDraft draft);

    /** A field that this side does not know. */
    record Unknown(String name, Schema schema) implements FieldReader {
        @Override
        public void read(Input in, RecordDraft draft) {
            Skip.over(in, schema);
        }
    }

    /** A primitive, not boxed on its way. */
    record OfPrimitive(Component component, ScalarReader reader) implements FieldReader {
        @Override
        public String name() {
            return component.name();
        }

        @Override
        public void read(Input in, RecordDraft draft) {
            if (reader.kind() == Scalar.BOOLEAN) {
                draft.setBoolean(component.index(), in.truth());
            } else if (reader.kind().integer()) {
                draft.setLong(component.index(), reader.integer(in));
            } else {
                draft.setDouble(component.index(), reader.real(in));
            }
        }
    }

    /** An Optional. */
    record OfOptional(Component component, Reader reader) implements FieldReader {
        @Override
        public String name() {
            return component.name();
        }

        @Override
        public void read(Input in, RecordDraft draft) {
            draft.set(component.index(), Optional.ofNullable(reader.read(in)));
        }
    }

    /** Whatever else has a reader. */
    record OfAny(Component component, Reader reader) implements FieldReader {
        @Override
        public String name() {
            return component.name();
        }

        @Override
        public void read(Input in, RecordDraft draft) {
            draft.set(component.index(), reader.read(in));
        }
    }
}

package io.quintet.codec.avro;

import io.quintet.type.Misfit;
import io.quintet.type.RecordDraft;
import io.quintet.type.RecordRefused;
import io.quintet.type.RecordType;
import java.util.Map;

/** Reads the fields of a record in the order that its writer has them. */
final class RecordReader implements Reader {
    private final RecordType type;
    private FieldReader[] fields = new FieldReader[0];

    RecordReader(RecordType type) {
        this.type = type;
    }

    /** Filled in later, since a record may contain itself. */
    void fields(FieldReader[] all) {
        fields = all;
    }

    @Override
    public Object read(Input in) {
        return build(draft(in));
    }

    /** Reads a record; components that are preset win over its fields. */
    Object read(Input in, Map<String, Object> preset) {
        return build(draft(in), preset);
    }

    /** The record from components alone. */
    Object build(Map<String, Object> preset) {
        return build(type.draft(), preset);
    }

    private RecordDraft draft(Input in) {
        in.enter();
        RecordDraft draft = type.draft();
        int i = 0;
        try {
            for (; i < fields.length; i++) {
                fields[i].read(in, draft);
            }
        } catch (Misfit e) {
            throw e.within(fields[i].name());
        }
        in.leave();
        return draft;
    }

    private Object build(RecordDraft draft, Map<String, Object> preset) {
        draft.setAll(preset);
        return build(draft);
    }

    private static Object build(RecordDraft draft) {
        try {
            return draft.build();
        } catch (RecordRefused e) {
            throw new Misfit("", e.reason());
        }
    }
}

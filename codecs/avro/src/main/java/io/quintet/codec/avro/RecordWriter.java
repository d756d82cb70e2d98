package io.quintet.codec.avro;

import io.quintet.type.Misfit;
import java.io.IOException;
import java.util.Set;

/** Writes the components of a record, one after the other, with nothing in between. */
final class RecordWriter implements Writer {
    private FieldWriter[] fields = new FieldWriter[0];

    /** Filled in later, since a record may contain itself. */
    void fields(FieldWriter[] all) {
        fields = all;
    }

    @Override
    public void write(Output out, Object value) throws IOException {
        write(out, value, Set.of());
    }

    /** Of the components that stay out, the default is written: Avro has no way to leave a field out. */
    void write(Output out, Object value, Set<String> without) throws IOException {
        out.enter();
        int i = 0;
        try {
            for (; i < fields.length; i++) {
                FieldWriter field = fields[i];
                if (without.isEmpty() || !without.contains(field.component.name())) {
                    field.write(out, value);
                } else {
                    field.writeAbsent(out);
                }
            }
        } catch (Misfit e) {
            throw e.within(fields[i].component.name());
        }
        out.leave();
    }
}

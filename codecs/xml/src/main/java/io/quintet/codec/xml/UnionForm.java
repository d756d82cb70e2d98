package io.quintet.codec.xml;

import io.quintet.type.Misfit;
import io.quintet.type.UnionType;

/** Unions as the content of their record, with its simple name as attribute {@value #TYPE}. */
final class UnionForm implements Form {
    private static final String TYPE = "type";

    private final UnionType type;
    private RecordForm[] records = new RecordForm[0];

    UnionForm(UnionType type) {
        this.type = type;
    }

    /** Filled in later, since a union may contain itself. */
    void records(RecordForm[] all) {
        records = all;
    }

    @Override
    public void write(XmlOutput out, Object value) {
        int index = type.indexOf(value);
        out.attribute(TYPE, type.records().get(index).name());
        records[index].write(out, value);
    }

    @Override
    public Object read(XmlInput in) {
        String told = in.attribute(TYPE);
        int index = type.indexOf(told);
        if (index < 0) {
            throw new Misfit(
                    "/" + TYPE,
                    (told == null ? "absent" : Misfit.quoted(told)) + " (expected: " + type.expected() + ")");
        }
        return records[index].read(in);
    }
}

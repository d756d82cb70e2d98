package io.quintet.codec.json;

import io.quintet.InvalidContractException;
import io.quintet.type.RecordType;
import io.quintet.type.UnionType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.SerializedString;

/** Unions as objects whose field {@value #TYPE}, wherever it stands, names the record that the rest belongs to. */
final class UnionShape implements Shape {
    /** The field that names the record. */
    static final String TYPE = "type";

    private static final SerializedString TYPE_NAME = new SerializedString(TYPE);

    private final UnionType type;
    private final SerializedString[] names;
    private RecordShape[] records = new RecordShape[0];

    UnionShape(UnionType type) {
        for (RecordType record : type.records()) {
            if (record.component(TYPE) != null) {
                throw new InvalidContractException(
                        record.name() + "." + TYPE + ": taken by JSON, where it names the record of " + type.name()
                                + " (mend: rename the component)");
            }
        }
        this.type = type;
        this.names = type.records().stream()
                .map(record -> new SerializedString(record.name()))
                .toArray(SerializedString[]::new);
    }

    /** Filled in later, since a union may contain itself. */
    void records(RecordShape[] all) {
        records = all;
    }

    @Override
    public void write(JsonGenerator out, Object value) {
        int index = type.indexOf(value);
        out.writeStartObject();
        out.writeName(TYPE_NAME);
        out.writeString(names[index]);
        records[index].writeFields(out, value, Set.of());
        out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Misfit.at(in, expected());
        }
        String first = in.nextName();
        if (!TYPE.equals(first)) {
            String told = first == null ? null : ((Document) in.objectReadContext()).typeOfObjectAt(in);
            String pointer = Misfit.pointerOf(
                    first == null
                            ? in.streamReadContext()
                            : in.streamReadContext().getParent());
            return records[indexOf(told, pointer + "/" + TYPE)].readFields(in, first, Map.of(), RecordShape.TO_BE_TOLD);
        }
        if (in.nextToken() != JsonToken.VALUE_STRING) {
            throw Misfit.at(in, type.expected());
        }
        RecordShape record = records[indexOf(in.getString(), Misfit.pointerOf(in))];
        return record.readFields(in, in.nextName(), Map.of(), RecordShape.TOLD);
    }

    private int indexOf(@Nullable String told, String pointer) {
        int index = type.indexOf(told);
        if (index < 0) {
            throw new Misfit(
                    pointer, (told == null ? "absent" : Misfit.quoted(told)) + " (expected: " + type.expected() + ")");
        }
        return index;
    }

    @Override
    public String expected() {
        return "an object";
    }
}

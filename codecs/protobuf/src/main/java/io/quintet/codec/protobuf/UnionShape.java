package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.type.Misfit;
import io.quintet.type.UnionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Unions as messages with one oneof, of which each record is a field. */
final class UnionShape extends MessageShape {
    private final UnionType type;
    private final int[] numbers;
    private final SortedMap<Integer, LockEntry> locked;
    private RecordShape[] records = new RecordShape[0];

    UnionShape(UnionType type, int[] numbers, SortedMap<Integer, LockEntry> locked) {
        super(ProtobufSchema.name(type.type()));
        this.type = type;
        this.numbers = numbers;
        this.locked = locked;
    }

    /** Filled in later, since a union may contain itself. */
    void records(RecordShape[] all) {
        records = all;
    }

    private int tag(int index) {
        return numbers[index] << Field.TAG_TYPE_BITS | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    @Override
    int contentSize(Object value, Plan plan) {
        int index = type.indexOf(value);
        return Math.addExact(CodedOutputStream.computeTagSize(numbers[index]), records[index].size(value, plan));
    }

    @Override
    void writeContent(CodedOutputStream out, Object value, Plan plan) throws IOException {
        int index = type.indexOf(value);
        out.writeUInt32NoTag(tag(index));
        records[index].write(out, value, plan);
    }

    @Override
    Object readContent(CodedInputStream in, int depth) throws IOException {
        @Nullable Object value = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int index = indexOf(tag >>> Field.TAG_TYPE_BITS);
            if (index < 0) {
                skip(in, tag);
            } else if (tag != tag(index)) {
                throw framedOtherwise(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            } else if (value != null) {
                throw twice();
            } else {
                value = records[index].read(in, depth);
            }
        }
        return value == null ? absent() : value;
    }

    private int indexOf(int number) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == number) {
                return i;
            }
        }
        return -1;
    }

    @Override
    Object absent() {
        throw new Misfit("", "nothing that is known here (expected: " + type.expected() + ")");
    }

    @Override
    ProtobufSchema.Message describe() {
        List<ProtobufSchema.Field> fields = new ArrayList<>();
        for (int i = 0; i < records.length; i++) {
            fields.add(new ProtobufSchema.Field(
                    "",
                    records[i].protoType(),
                    ProtoNames.field(type.records().get(i).name()),
                    numbers[i]));
        }
        fields.sort(Comparator.comparingInt(ProtobufSchema.Field::number));
        return new ProtobufSchema.Message(
                protoType(),
                type.type().getName(),
                true,
                fields,
                ProtobufSchema.reserved(locked),
                ProtobufSchema.reservedNames(locked, ProtoNames::field));
    }
}

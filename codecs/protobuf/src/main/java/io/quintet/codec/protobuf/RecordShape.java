package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.quintet.type.Misfit;
import io.quintet.type.RecordDraft;
import io.quintet.type.RecordRefused;
import io.quintet.type.RecordType;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Records as messages, one field per component, written in the order of their numbers. */
final class RecordShape extends MessageShape {
    private final RecordType type;
    private final SortedMap<Integer, LockEntry> locked;
    private Field[] fields = new Field[0];
    private Field.OfItems[] collecting = new Field.OfItems[0];
    private int[] numbers = new int[0];

    RecordShape(RecordType type, SortedMap<Integer, LockEntry> locked) {
        super(ProtobufSchema.name(type.type()));
        this.type = type;
        this.locked = locked;
    }

    /** Filled in later, since a record may contain itself; in the order of their numbers. */
    void fields(Field[] all) {
        fields = all;
        collecting = Arrays.stream(all).filter(Field.OfItems.class::isInstance).toArray(Field.OfItems[]::new);
        numbers = Arrays.stream(all).mapToInt(field -> field.number).toArray();
    }

    @Override
    int contentSize(Object value, Plan plan) {
        return contentSize(value, plan, Set.of());
    }

    int contentSize(Object value, Plan plan, Set<String> without) {
        int size = 0;
        for (Field field : fields) {
            if (without.isEmpty() || !without.contains(field.component.name())) {
                try {
                    size = Math.addExact(size, field.size(value, plan));
                } catch (Misfit e) {
                    throw e.within(field.component.name());
                }
            }
        }
        return size;
    }

    @Override
    void writeContent(CodedOutputStream out, Object value, Plan plan) throws IOException {
        writeContent(out, value, plan, Set.of());
    }

    void writeContent(CodedOutputStream out, Object value, Plan plan, Set<String> without) throws IOException {
        for (Field field : fields) {
            if (without.isEmpty() || !without.contains(field.component.name())) {
                field.write(out, value, plan);
            }
        }
    }

    @Override
    Object readContent(CodedInputStream in, int depth) throws IOException {
        return readContent(in, depth, Map.of());
    }

    /** Reads up to the limit; components that are preset win over the fields. */
    Object readContent(CodedInputStream in, int depth, Map<String, Object> preset) throws IOException {
        RecordDraft draft = type.draft();
        int likely = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int index = indexOf(tag >>> Field.TAG_TYPE_BITS, likely);
            if (index < 0) {
                skip(in, tag);
                continue;
            }
            likely = index;
            Field field = fields[index];
            if (!preset.isEmpty() && preset.containsKey(field.component.name())) {
                skip(in, tag);
                continue;
            }
            try {
                field.read(tag, in, depth, draft);
            } catch (IOException e) {
                throw malformed().within(field.component.name());
            } catch (Misfit e) {
                throw e.within(field.component.name());
            }
        }
        for (Field.OfItems field : collecting) {
            field.complete(draft);
        }
        draft.setAll(preset);
        return build(draft);
    }

    static Object build(RecordDraft draft) {
        try {
            return draft.build();
        } catch (RecordRefused e) {
            throw new Misfit("", e.reason());
        }
    }

    // fields mostly come in the order of their numbers, those of a collection one after the other
    private int indexOf(int number, int likely) {
        if (likely < numbers.length) {
            if (numbers[likely] == number) {
                return likely;
            }
            if (likely + 1 < numbers.length && numbers[likely + 1] == number) {
                return likely + 1;
            }
        }
        return Arrays.binarySearch(numbers, number);
    }

    @Override
    Object absent() {
        return build(type.draft());
    }

    @Override
    ProtobufSchema.Message describe() {
        return new ProtobufSchema.Message(
                protoType(),
                type.type().getName(),
                false,
                Arrays.stream(fields).map(Field::describe).toList(),
                ProtobufSchema.reserved(locked),
                ProtobufSchema.reservedNames(locked, ProtoNames::field));
    }
}

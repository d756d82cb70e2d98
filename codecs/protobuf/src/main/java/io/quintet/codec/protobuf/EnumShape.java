package io.quintet.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.quintet.type.EnumType;
import io.quintet.type.Misfit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Enum constants as numbers; where no constant is 0, a 0 says that there is none, which the format demands as the first constant. */
@SuppressWarnings("EnumOrdinal") // within this process only: what travels is the number
final class EnumShape extends Shape {
    private final EnumType type;
    private final int[] numbers;
    private final Map<Integer, Enum<?>> byNumber = new HashMap<>();
    private final SortedMap<Integer, LockEntry> locked;

    EnumShape(EnumType type, int[] numbers, SortedMap<Integer, LockEntry> locked) {
        this.type = type;
        this.numbers = numbers;
        this.locked = locked;
        for (int i = 0; i < numbers.length; i++) {
            byNumber.put(numbers[i], type.constants().get(i).value());
        }
    }

    @Override
    String protoType() {
        return ProtobufSchema.name(type.type());
    }

    @Override
    int wireType() {
        return WireFormat.WIRETYPE_VARINT;
    }

    @Override
    int size(Object value, Plan plan) {
        return CodedOutputStream.computeEnumSizeNoTag(numbers[((Enum<?>) value).ordinal()]);
    }

    @Override
    void write(CodedOutputStream out, Object value, Plan plan) throws IOException {
        out.writeEnumNoTag(numbers[((Enum<?>) value).ordinal()]);
    }

    @Override
    @Nullable
    Object read(CodedInputStream in, int depth) throws IOException {
        int number = in.readEnum();
        return number == 0 && !byNumber.containsKey(0) ? null : constant(number);
    }

    private Object constant(int number) {
        Enum<?> constant = byNumber.getOrDefault(number, type.unknown());
        if (constant == null) {
            throw new Misfit("", number + " (expected: the number of " + type.expected() + ")");
        }
        return constant;
    }

    @Override
    boolean isDefault(Object value) {
        return numbers[((Enum<?>) value).ordinal()] == 0;
    }

    @Override
    Object absent() {
        return constant(0);
    }

    private String name(EnumType.Constant constant) {
        ProtoField said = ProtoFields.of(constant);
        return said == null || said.name().isEmpty() ? ProtoNames.constant(type.name(), constant.name()) : said.name();
    }

    ProtobufSchema.Enumeration describe() {
        List<ProtobufSchema.Constant> constants = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            constants.add(new ProtobufSchema.Constant(name(type.constants().get(i)), numbers[i]));
        }
        if (!byNumber.containsKey(0)) {
            constants.add(new ProtobufSchema.Constant(ProtoNames.constant(type.name(), "UNSPECIFIED"), 0));
        }
        constants.sort(Comparator.comparingInt(ProtobufSchema.Constant::number));
        return new ProtobufSchema.Enumeration(
                type.name(),
                type.type().getName(),
                constants,
                ProtobufSchema.reserved(locked),
                ProtobufSchema.reservedNames(locked, name -> ProtoNames.constant(type.name(), name)));
    }
}

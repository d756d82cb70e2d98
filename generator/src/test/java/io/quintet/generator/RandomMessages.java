package io.quintet.generator;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Messages of any type by chance, made of nothing but descriptors. */
final class RandomMessages {
    private static final int DEEPEST = 4;

    private final Random random;

    RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    DynamicMessage next(Descriptor type) {
        return next(type, 0);
    }

    private DynamicMessage next(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        switch (type.getFullName()) {
            case "google.protobuf.Timestamp" -> time(message, random.nextLong(-62_135_596_800L, 253_402_300_800L), 1);
            case "google.protobuf.Duration" -> {
                long seconds = random.nextLong(-1_000_000, 1_000_000);
                time(message, seconds, seconds < 0 ? -1 : 1);
            }
            default -> {
                for (OneofDescriptor oneof : type.getRealOneofs()) {
                    // of google's Value one kind must be set
                    int chosen = random.nextInt(oneof.getFieldCount() + 1);
                    if (chosen < oneof.getFieldCount() && shallow(oneof.getField(chosen), depth)) {
                        message.setField(oneof.getField(chosen), one(oneof.getField(chosen), depth));
                    }
                }
                for (FieldDescriptor field : type.getFields()) {
                    if (field.getRealContainingOneof() == null && random.nextInt(3) > 0 && shallow(field, depth)) {
                        set(message, field, depth);
                    }
                }
            }
        }
        return message.build();
    }

    private static boolean shallow(FieldDescriptor field, int depth) {
        return depth < DEEPEST || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
    }

    private void time(DynamicMessage.Builder message, long seconds, int sign) {
        message.setField(message.getDescriptorForType().findFieldByName("seconds"), seconds)
                .setField(
                        message.getDescriptorForType().findFieldByName("nanos"), sign * random.nextInt(1_000_000_000));
    }

    private void set(DynamicMessage.Builder message, FieldDescriptor field, int depth) {
        if (!field.isRepeated()) {
            message.setField(field, one(field, depth));
            return;
        }
        Set<Object> keys = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            if (!field.isMapField()) {
                message.addRepeatedField(field, one(field, depth));
                continue;
            }
            Descriptor entry = field.getMessageType();
            Object key = one(entry.findFieldByName("key"), depth);
            if (keys.add(key)) {
                message.addRepeatedField(
                        field,
                        DynamicMessage.newBuilder(entry)
                                .setField(entry.findFieldByName("key"), key)
                                .setField(entry.findFieldByName("value"), one(entry.findFieldByName("value"), depth))
                                .build());
            }
        }
    }

    private Object one(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt(4) == 0 ? 0 : random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextInt(4) == 0 ? 0L : random.nextLong() >> random.nextInt(64);
            case FLOAT -> random.nextInt(4) == 0 ? 0f : (float) random.nextGaussian();
            case DOUBLE -> random.nextInt(4) == 0 ? -0d : random.nextGaussian();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTE_STRING -> ByteString.copyFromUtf8(text());
            case ENUM -> constant(field.getEnumType());
            case MESSAGE -> next(field.getMessageType(), depth + 1);
        };
    }

    private Object constant(EnumDescriptor type) {
        return type.getValue(random.nextInt(type.getValueCount()));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.appendCodePoint(random.nextInt(3) == 0 ? 0x1F300 + random.nextInt(50) : random.nextInt(0xD800));
        }
        return text.toString();
    }
}

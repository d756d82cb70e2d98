package io.quintet.idl;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.quintet.type.Component;
import io.quintet.type.RecordType;
import io.quintet.type.Scalar;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Records as messages of protobuf-java, by the names in a document and without the codec; what the codec is compared with. */
final class DynamicMessages {
    private final FileDescriptor document;

    DynamicMessages(FileDescriptor document) {
        this.document = document;
    }

    DynamicMessage of(Object record) {
        return of(record, document.findMessageTypeByName(record.getClass().getSimpleName()));
    }

    private DynamicMessage of(Object record, Descriptor type) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (Component component : RecordType.of(record.getClass()).components()) {
            Object value = component.get(record);
            if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            if (value != null) {
                set(message, named(type, component.name()), value);
            }
        }
        return message.build();
    }

    private static FieldDescriptor named(Descriptor type, String name) {
        return type.getFields().stream()
                .filter(field -> field.getJsonName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getFullName() + " has no field for " + name));
    }

    private void set(DynamicMessage.Builder message, FieldDescriptor field, Object value) {
        if (field.isMapField()) {
            Descriptor entry = field.getMessageType();
            ((Map<?, ?>) value).forEach((key, item) -> {
                DynamicMessage.Builder pair = DynamicMessage.newBuilder(entry);
                FieldDescriptor name = entry.findFieldByName("key");
                set(pair, name, name.getJavaType() == FieldDescriptor.JavaType.STRING ? text(key) : key);
                set(pair, entry.findFieldByName("value"), item);
                message.addRepeatedField(field, pair.build());
            });
        } else if (field.isRepeated()) {
            ((Collection<?>) value).forEach(item -> message.addRepeatedField(field, one(field, item)));
        } else {
            message.setField(field, one(field, value));
        }
    }

    private Object one(FieldDescriptor field, Object value) {
        return switch (field.getJavaType()) {
            case INT -> ((Number) value).intValue();
            case LONG, FLOAT, DOUBLE, BOOLEAN -> value;
            case STRING -> text(value);
            case BYTE_STRING -> ByteString.copyFrom((byte[]) value);
            case ENUM -> constant(field.getEnumType(), (Enum<?>) value);
            case MESSAGE -> message(field.getMessageType(), value);
        };
    }

    /** Text forms are the type model's, the same in every format. */
    private static String text(Object value) {
        Scalar scalar = Scalar.of(value.getClass());
        return scalar == null ? value.toString() : scalar.print(value);
    }

    private static Object constant(EnumDescriptor type, Enum<?> value) {
        return type.findValueByName(type.getName().toUpperCase(Locale.ROOT) + "_" + value.name());
    }

    private DynamicMessage message(Descriptor type, Object value) {
        return switch (value) {
            case Instant instant -> pair(type, instant.getEpochSecond(), instant.getNano());
            case Duration duration -> {
                boolean borrowed = duration.isNegative() && duration.getNano() > 0;
                yield pair(
                        type,
                        duration.getSeconds() + (borrowed ? 1 : 0),
                        duration.getNano() - (borrowed ? 1_000_000_000 : 0));
            }
            case Record record when type.getName().equals(record.getClass().getSimpleName()) -> of(record, type);
            case Record record -> {
                String simple = record.getClass().getSimpleName();
                FieldDescriptor choice =
                        named(type, simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1));
                if (!choice.getContainingOneof().getName().equals("which")) {
                    throw new AssertionError(choice + " is not in a oneof");
                }
                yield DynamicMessage.newBuilder(type)
                        .setField(choice, of(record, choice.getMessageType()))
                        .build();
            }
            default -> {
                DynamicMessage.Builder items = DynamicMessage.newBuilder(type);
                set(items, type.findFieldByNumber(1), value);
                yield items.build();
            }
        };
    }

    private static DynamicMessage pair(Descriptor type, long seconds, int nanos) {
        return DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("seconds"), seconds)
                .setField(type.findFieldByName("nanos"), nanos)
                .build();
    }
}

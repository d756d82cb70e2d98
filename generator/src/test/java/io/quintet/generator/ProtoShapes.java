package io.quintet.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The messages and enums of a document by their simple names, wherever they stand, with all that matters of their fields. */
final class ProtoShapes {
    private final SortedMap<String, List<String>> shapes = new TreeMap<>();

    private ProtoShapes() {}

    static SortedMap<String, List<String>> of(FileDescriptor document) {
        ProtoShapes all = new ProtoShapes();
        document.getMessageTypes().forEach(all::add);
        document.getEnumTypes().forEach(all::add);
        return all.shapes;
    }

    private void add(Descriptor message) {
        if (message.getOptions().getMapEntry()) {
            return;
        }
        shapes.put(
                message.getName(),
                message.getFields().stream()
                        .sorted(Comparator.comparingInt(FieldDescriptor::getNumber))
                        .map(ProtoShapes::field)
                        .toList());
        message.getNestedTypes().forEach(this::add);
        message.getEnumTypes().forEach(this::add);
    }

    private static String field(FieldDescriptor field) {
        String oneof = field.getRealContainingOneof() == null
                ? ""
                : " of " + field.getRealContainingOneof().getName();
        if (field.isMapField()) {
            Descriptor entry = field.getMessageType();
            return field.getNumber() + " " + field.getName() + " " + type(entry.findFieldByName("key")) + " to "
                    + type(entry.findFieldByName("value"));
        }
        return field.getNumber() + " " + field.getName() + " " + type(field) + (field.isRepeated() ? " many" : "")
                + (field.hasPresence() ? " present" : "") + oneof;
    }

    private static String type(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getName();
            case ENUM -> field.getEnumType().getName();
            default -> field.getType().name();
        };
    }

    private void add(EnumDescriptor constants) {
        shapes.put(
                constants.getName(),
                constants.getValues().stream()
                        .sorted(Comparator.comparingInt(EnumValueDescriptor::getNumber))
                        .map(each -> each.getName() + " = " + each.getNumber())
                        .toList());
    }
}

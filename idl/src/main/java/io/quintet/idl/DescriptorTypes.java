package io.quintet.idl;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto.EnumReservedRange;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import io.quintet.codec.protobuf.ProtobufSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages and enums of one file as descriptors. */
final class DescriptorTypes {
    private static final String MAP = "map<";
    private static final String NULL_VALUE = "google.protobuf.NullValue"; // the one enum of google's that a record has
    private static final Set<String> SCALARS = Set.of(
            "bool",
            "int32",
            "int64",
            "uint32",
            "uint64",
            "sint32",
            "sint64",
            "fixed32",
            "fixed64",
            "sfixed32",
            "sfixed64",
            "float",
            "double",
            "string",
            "bytes");

    private final String scope;
    private final Set<String> enums;
    private final Set<String> used = new HashSet<>();

    DescriptorTypes(String packageName, ProtobufSchema schema) {
        this.scope = ProtoWriter.scope(packageName);
        this.enums = Stream.concat(schema.enums().stream().map(ProtobufSchema.Enumeration::name), Stream.of(NULL_VALUE))
                .collect(Collectors.toSet());
    }

    /** The name of a type with a dot before it, as descriptors have it. */
    String full(String name) {
        if (name.startsWith("google.")) {
            used.add(name);
            return "." + name;
        }
        return scope + name;
    }

    /** Whether something had a type of that full name, which is another file's. */
    boolean uses(String name) {
        return used.contains(name);
    }

    DescriptorProto message(ProtobufSchema.Message message) {
        DescriptorProto.Builder out = DescriptorProto.newBuilder().setName(message.name());
        message.reserved()
                .forEach(number -> out.addReservedRange(DescriptorProto.ReservedRange.newBuilder()
                        .setStart(number)
                        .setEnd(number + 1)));
        out.addAllReservedName(message.reservedNames());
        List<String> oneofs = oneofs(message);
        oneofs.forEach(
                oneof -> out.addOneofDecl(OneofDescriptorProto.newBuilder().setName(oneof)));
        message.groups()
                .forEach(group ->
                        group.forEach(field -> add(out, field, message.oneof() ? 0 : oneofs.indexOf(field.oneof()))));
        return out.build();
    }

    private static List<String> oneofs(ProtobufSchema.Message message) {
        if (message.oneof()) {
            return List.of(ProtobufSchema.ONEOF);
        }
        return message.groups().stream()
                .map(group -> group.getFirst().oneof())
                .filter(oneof -> !oneof.isEmpty())
                .toList();
    }

    /** An optional field has a oneof for itself, after those that the document has. */
    private void add(DescriptorProto.Builder out, ProtobufSchema.Field field, int oneof) {
        if (field.type().startsWith(MAP)) {
            map(out, field);
            return;
        }
        FieldDescriptorProto.Builder made = field(field.name(), field.number(), field.type());
        if (field.label().equals("repeated")) {
            made.setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
        } else if (field.label().equals("optional")) {
            made.setProto3Optional(true).setOneofIndex(out.getOneofDeclCount());
            out.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + field.name()));
        } else if (oneof >= 0) {
            made.setOneofIndex(oneof);
        }
        out.addField(made);
    }

    private void map(DescriptorProto.Builder out, ProtobufSchema.Field field) {
        String[] types =
                field.type().substring(MAP.length(), field.type().length() - 1).split(", ", 2);
        String entry = camel(field.name(), true) + "Entry";
        out.addNestedType(DescriptorProto.newBuilder()
                .setName(entry)
                .addField(field("key", 1, types[0]))
                .addField(field("value", 2, types[1]))
                .setOptions(MessageOptions.newBuilder().setMapEntry(true)));
        out.addField(field(field.name(), field.number(), out.getName() + "." + entry)
                .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED));
    }

    private FieldDescriptorProto.Builder field(String name, int number, String type) {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
                .setJsonName(camel(name, false));
        if (SCALARS.contains(type)) {
            return field.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
        }
        return field.setType(
                        enums.contains(type)
                                ? FieldDescriptorProto.Type.TYPE_ENUM
                                : FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName(full(type));
    }

    static EnumDescriptorProto enumeration(ProtobufSchema.Enumeration constants) {
        EnumDescriptorProto.Builder out = EnumDescriptorProto.newBuilder().setName(constants.name());
        constants
                .reserved()
                .forEach(number -> out.addReservedRange(
                        EnumReservedRange.newBuilder().setStart(number).setEnd(number)));
        out.addAllReservedName(constants.reservedNames());
        constants
                .constants()
                .forEach(constant -> out.addValue(EnumValueDescriptorProto.newBuilder()
                        .setName(constant.name())
                        .setNumber(constant.number())));
        return out.build();
    }

    /** As protoc has names in JSON, and, with a capital first, those of a map's entries. */
    private static String camel(String name, boolean capital) {
        StringBuilder out = new StringBuilder(name.length());
        boolean raise = capital;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                raise = true;
            } else {
                out.append(raise ? Character.toUpperCase(c) : c);
                raise = false;
            }
        }
        return out.toString();
    }
}

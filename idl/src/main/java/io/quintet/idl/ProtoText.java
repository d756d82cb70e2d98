package io.quintet.idl;

import io.quintet.codec.protobuf.ProtobufSchema;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text of a {@code .proto} on its way: blocks, what they are indented by, and what they import. */
final class ProtoText {
    private static final String WELL_KNOWN = "google.protobuf.";

    private final StringBuilder body = new StringBuilder();
    private final SortedSet<String> imports = new TreeSet<>();
    private String indent = "";

    void open(String head) {
        if (indent.isEmpty()) {
            body.append('\n');
        }
        line(head + " {");
        indent += "  ";
    }

    void line(String line) {
        body.append(indent).append(line).append('\n');
    }

    void close() {
        indent = indent.substring(2);
        line("}");
    }

    /** The name of a type, which is imported where the document does not have it. */
    String type(String name) {
        int at = name.indexOf(WELL_KNOWN);
        if (at >= 0) {
            imports.add(file(name.substring(at + WELL_KNOWN.length()).replace(">", "")));
        }
        return name;
    }

    private static String file(String simple) {
        String name = switch (simple) {
            case "Struct", "Value", "ListValue", "NullValue" -> "struct";
            case "FieldMask" -> "field_mask";
            default -> simple.endsWith("Value") ? "wrappers" : simple.toLowerCase(Locale.ROOT);
        };
        return "google/protobuf/" + name + ".proto";
    }

    void message(ProtobufSchema.Message message) {
        open("message " + message.name());
        reserved(message.reserved(), message.reservedNames());
        if (message.oneof()) {
            open("oneof " + ProtobufSchema.ONEOF);
        }
        for (List<ProtobufSchema.Field> group : message.groups()) {
            String oneof = group.getFirst().oneof();
            if (!oneof.isEmpty()) {
                open("oneof " + oneof);
            }
            group.forEach(this::field);
            if (!oneof.isEmpty()) {
                close();
            }
        }
        if (message.oneof()) {
            close();
        }
        close();
    }

    private void field(ProtobufSchema.Field field) {
        String label = field.label().isEmpty() ? "" : field.label() + " ";
        line(label + type(field.type()) + " " + field.name() + " = " + field.number() + ";");
    }

    void enumeration(ProtobufSchema.Enumeration constants) {
        open("enum " + constants.name());
        reserved(constants.reserved(), constants.reservedNames());
        constants.constants().forEach(constant -> line(constant.name() + " = " + constant.number() + ";"));
        close();
    }

    private void reserved(List<Integer> numbers, List<String> names) {
        if (!numbers.isEmpty()) {
            line("reserved " + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ";");
        }
        if (!names.isEmpty()) {
            line("reserved " + names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ")) + ";");
        }
    }

    String document(String packageName) {
        String head = "syntax = \"proto3\";\n" + (packageName.isEmpty() ? "" : "\npackage " + packageName + ";\n");
        String imported =
                imports.stream().map(file -> "import \"" + file + "\";\n").collect(Collectors.joining());
        return head + (imported.isEmpty() ? "" : "\n") + imported + body;
    }
}

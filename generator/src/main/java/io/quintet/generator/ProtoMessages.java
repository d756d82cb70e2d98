package io.quintet.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.quintet.codec.protobuf.ProtoField;
import io.quintet.codec.protobuf.ProtoNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages as records, their oneofs as sealed interfaces within them. */
final class ProtoMessages {
    private final ProtoClasses names;
    private final ProtoTypes types;
    private final ProtoPlaces places;
    private final ProtoEnums enums;

    ProtoMessages(ProtoClasses names, ProtoTypes types, ProtoPlaces places) {
        this.names = names;
        this.types = types;
        this.places = places;
        this.enums = new ProtoEnums(names, places);
    }

    Declaration.Message message(Descriptor message) {
        if (!message.getExtensions().isEmpty()) {
            throw places.refused(message, "extensions (expected: fields)");
        }
        ClassName name = names.message(message);
        List<Declaration.Member> members = new ArrayList<>();
        List<Declaration> nested = new ArrayList<>();
        for (FieldDescriptor field : message.getFields()) {
            OneofDescriptor oneof = field.getRealContainingOneof();
            if (oneof == null) {
                members.add(member(field));
            } else if (oneof.getField(0) == field) {
                Declaration.Union union = union(oneof, name);
                nested.add(union);
                members.add(choice(oneof, union.name()));
            }
        }
        for (Descriptor each : message.getNestedTypes()) {
            if (!each.getOptions().getMapEntry()) {
                nested.add(message(each));
            }
        }
        message.getEnumTypes().forEach(each -> nested.add(enums.choice(each)));
        int room = members.stream().mapToInt(ProtoMessages::room).sum();
        if (room > 254) {
            throw places.refused(
                    message, members.size() + " fields (expected: at most 254 of a record, of longs and doubles half)");
        }
        return new Declaration.Message(name, places.comment(message), List.of(), List.of(), members, nested);
    }

    private static int room(Declaration.Member member) {
        return member.type().equals(TypeName.LONG) || member.type().equals(TypeName.DOUBLE) ? 2 : 1;
    }

    private Declaration.Member member(FieldDescriptor field) {
        TypeName one = value(field);
        TypeName type = one;
        CodeBlock absent = null;
        AnnotationSpec.Builder said = AnnotationSpec.builder(ProtoField.class);
        if (field.isMapField()) {
            FieldDescriptor key = field.getMessageType().findFieldByName("key");
            FieldDescriptor value = field.getMessageType().findFieldByName("value");
            if (key.getType() == FieldDescriptor.Type.BOOL) {
                throw places.refused(field, "a map with bool as key (expected: text or an integer)");
            }
            type = ParameterizedTypeName.get(
                    ClassName.get(Map.class),
                    types.of(key, places).box(),
                    types.of(value, places).box());
            Annotations.kind(said, "key", ProtoTypes.kind(key));
            describe(said, value);
        } else {
            describe(said, field);
            if (field.isRepeated()) {
                type = ParameterizedTypeName.get(ClassName.get(List.class), one.box());
                if (field.isPackable() && !field.isPacked()) {
                    said.addMember("packed", "false");
                }
            } else if (field.hasPresence()) {
                type = ParameterizedTypeName.get(ClassName.get(Optional.class), one.box());
            } else if (!one.isPrimitive()) {
                said.addMember("implicit", "true");
                absent = absent(field, one);
            }
        }
        return new Declaration.Member(
                Names.member(field.getName()),
                places.comment(field),
                type,
                annotations(field.getNumber(), said, name(field.getName(), Names.member(field.getName()))),
                absent);
    }

    private TypeName value(FieldDescriptor field) {
        if (field.isRequired()) {
            throw places.refused(field, "required (expected: optional, since whatever is required can never go)");
        }
        if (field.hasDefaultValue()) {
            throw places.refused(field, "a default of its own (expected: none, since no record can tell it)");
        }
        return field.isMapField() ? TypeName.VOID : types.of(field, places);
    }

    private static void describe(AnnotationSpec.Builder said, FieldDescriptor field) {
        Annotations.kind(said, "kind", ProtoTypes.kind(field));
        if (ProtoTypes.wrapped(field) != null) {
            said.addMember("wrapped", "true");
        }
    }

    private CodeBlock absent(FieldDescriptor field, TypeName type) {
        return switch (field.getType()) {
            case STRING -> CodeBlock.of("$S", "");
            case BYTES -> CodeBlock.of("new byte[0]");
            default ->
                CodeBlock.of("$T.$L", type, enums.names(field.getEnumType()).getFirst());
        };
    }

    private Declaration.Union union(OneofDescriptor oneof, ClassName bearer) {
        ClassName union = bearer.nestedClass(free(oneof, Names.type(oneof.getName()), bearer));
        List<Declaration> cases = new ArrayList<>();
        for (FieldDescriptor field : oneof.getFields()) {
            TypeName type = value(field);
            AnnotationSpec.Builder said = AnnotationSpec.builder(ProtoField.class);
            describe(said, field);
            String simple = Names.type(field.getName());
            // within the union, so that nothing else of the message can have the name
            ClassName name = union.nestedClass(union.simpleNames().contains(simple) ? simple + "_" : simple);
            cases.add(new Declaration.Message(
                    name,
                    places.comment(field),
                    List.of(Annotations.id(field.getNumber())),
                    List.of(union),
                    List.of(new Declaration.Member(
                            "value",
                            "",
                            type,
                            annotations(null, said, name(field.getName(), name.simpleName())),
                            null)),
                    List.of()));
        }
        return new Declaration.Union(union, places.comment(oneof), List.of(), cases);
    }

    /** A message and a oneof may have one name in a document, since they differ in capitals. */
    private static String free(OneofDescriptor oneof, String name, ClassName bearer) {
        Descriptor message = oneof.getContainingType();
        boolean taken = bearer.simpleNames().contains(name)
                || message.getNestedTypes().stream()
                        .anyMatch(each -> Names.type(each.getName()).equals(name))
                || message.getEnumTypes().stream()
                        .anyMatch(each -> Names.type(each.getName()).equals(name));
        return taken ? name + "Choice" : name;
    }

    private Declaration.Member choice(OneofDescriptor oneof, ClassName union) {
        String member = Names.member(oneof.getName());
        AnnotationSpec.Builder said = AnnotationSpec.builder(ProtoField.class).addMember("oneof", "true");
        return new Declaration.Member(
                member,
                places.comment(oneof),
                ParameterizedTypeName.get(ClassName.get(Optional.class), union),
                annotations(null, said, name(oneof.getName(), member)),
                null);
    }

    /** The name to be noted, which is none where the Java name gives it. */
    private static String name(String document, String java) {
        return !java.startsWith("_") && ProtoNames.field(java).equals(document) ? "" : document;
    }

    private static List<AnnotationSpec> annotations(
            @Nullable Integer number, AnnotationSpec.Builder said, String name) {
        if (!name.isEmpty()) {
            said.addMember("name", "$S", name);
        }
        AnnotationSpec field = said.build();
        List<AnnotationSpec> annotations = new ArrayList<>();
        if (number != null) {
            annotations.add(Annotations.id(number));
        }
        if (!field.members().isEmpty()) {
            annotations.add(field);
        }
        return annotations;
    }
}

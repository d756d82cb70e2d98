package io.quintet.generator;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.palantir.javapoet.AnnotationSpec;
import io.quintet.UnknownValue;
import io.quintet.codec.protobuf.ProtoField;
import io.quintet.codec.protobuf.ProtoNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Enums, their constants without the enum's name before them where all have it. */
final class ProtoEnums {
    /** What the constant 0 is called where it means nothing, so that it can stand for what is not known here. */
    private static final Set<String> MEANS_NOTHING = Set.of("UNSPECIFIED", "UNKNOWN", "UNRECOGNIZED", "UNDEFINED");

    private final ProtoClasses names;
    private final ProtoPlaces places;

    ProtoEnums(ProtoClasses names, ProtoPlaces places) {
        this.names = names;
        this.places = places;
    }

    Declaration.Choice choice(EnumDescriptor type) {
        List<String> constants = names(type);
        List<Declaration.Constant> declared = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (EnumValueDescriptor each : type.getValues()) {
            String name = constants.get(each.getIndex());
            if (each.getNumber() < 0) {
                throw places.refused(each, "number " + each.getNumber() + " (expected: one from 0)");
            }
            if (!numbers.add(each.getNumber())) {
                throw places.refused(
                        each, "number " + each.getNumber() + " has a name already (expected: one name for each)");
            }
            List<AnnotationSpec> annotations = new ArrayList<>();
            annotations.add(Annotations.id(each.getNumber()));
            if (each.getNumber() == 0 && MEANS_NOTHING.contains(name)) {
                annotations.add(AnnotationSpec.builder(UnknownValue.class).build());
            }
            if (!ProtoNames.constant(type.getName(), name).equals(each.getName())) {
                annotations.add(AnnotationSpec.builder(ProtoField.class)
                        .addMember("name", "$S", each.getName())
                        .build());
            }
            declared.add(new Declaration.Constant(name, places.comment(each), annotations));
        }
        return new Declaration.Choice(names.choice(type), places.comment(type), declared);
    }

    /** The names of the constants in Java, in the order declared. */
    List<String> names(EnumDescriptor type) {
        String prefix = ProtoNames.constant(type.getName(), "");
        boolean all = type.getValues().stream()
                .allMatch(each -> each.getName().startsWith(prefix)
                        && each.getName().length() > prefix.length()
                        && Character.isLetter(each.getName().charAt(prefix.length())));
        return type.getValues().stream()
                .map(each -> Names.constant(all ? each.getName().substring(prefix.length()) : each.getName()))
                .toList();
    }
}

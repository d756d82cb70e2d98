package io.quintet.generator;

import com.palantir.javapoet.AnnotationSpec;
import io.quintet.Contract;
import io.quintet.Id;
import io.quintet.Rpc;
import io.quintet.codec.protobuf.ProtoField;

/** The annotations that generated sources bear. */
final class Annotations {
    private Annotations() {}

    static AnnotationSpec id(int number) {
        return AnnotationSpec.builder(Id.class).addMember("value", "$L", number).build();
    }

    static AnnotationSpec contract(String name) {
        return AnnotationSpec.builder(Contract.class)
                .addMember("value", "$S", name)
                .build();
    }

    static AnnotationSpec rpc(String name) {
        return AnnotationSpec.builder(Rpc.class).addMember("value", "$S", name).build();
    }

    static void kind(AnnotationSpec.Builder field, String member, ProtoField.Kind kind) {
        if (kind != ProtoField.Kind.BY_TYPE) {
            field.addMember(member, "$T.$L", ProtoField.Kind.class, kind.name());
        }
    }
}

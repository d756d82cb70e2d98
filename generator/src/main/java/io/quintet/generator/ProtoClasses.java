package io.quintet.generator;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.palantir.javapoet.ClassName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Java classes of what documents declare; whoever imports a document finds its classes by the same rule. */
final class ProtoClasses {
    private final Map<String, String> packages;

    ProtoClasses(Map<String, String> packages) {
        this.packages = packages;
    }

    ClassName message(Descriptor message) {
        return within(message.getFile(), message.getContainingType(), message);
    }

    ClassName choice(EnumDescriptor constants) {
        return within(constants.getFile(), constants.getContainingType(), constants);
    }

    ClassName topLevel(FileDescriptor file, String name) {
        return ClassName.get(packageOf(file), Names.type(name));
    }

    private ClassName within(FileDescriptor file, @Nullable Descriptor outer, GenericDescriptor thing) {
        if (outer == null) {
            return topLevel(file, thing.getName());
        }
        String name = Names.type(thing.getName());
        ClassName enclosing = message(outer);
        // Java forbids a class within one of its own name
        return enclosing.nestedClass(enclosing.simpleNames().contains(name) ? name + "_" : name);
    }

    private String packageOf(FileDescriptor file) {
        String given = packages.get(file.getPackage());
        if (given != null) {
            return given;
        }
        String name = file.getOptions().hasJavaPackage() ? file.getOptions().getJavaPackage() : file.getPackage();
        if (name.isEmpty()) {
            throw new GenerationException(file.getName() + ": no package (mend: add one, or the option java_package)");
        }
        return name;
    }
}

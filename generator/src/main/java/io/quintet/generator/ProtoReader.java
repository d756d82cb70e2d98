package io.quintet.generator;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.quintet.Notification;
import io.quintet.RequestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Documents as declarations: their messages, enums and services. */
final class ProtoReader {
    private static final String EMPTY = "google.protobuf.Empty";

    private final ProtoClasses names;
    private final ProtoTypes types;

    ProtoReader(Map<String, String> packages) {
        this.names = new ProtoClasses(packages);
        this.types = new ProtoTypes(names);
    }

    Sources read(Map<String, FileDescriptor> documents, List<String> files) {
        Sources all = new Sources(new TreeMap<>());
        for (String file : files) {
            FileDescriptor document = documents.get(file);
            if (document == null) {
                throw new GenerationException(file + ": not among what protoc read (expected: a path with / in it)");
            }
            all = all.with(new Sources(JavaWriter.write(declarations(document), file)));
        }
        return all;
    }

    private List<Declaration> declarations(FileDescriptor document) {
        ProtoPlaces places = new ProtoPlaces(document);
        if (!document.getExtensions().isEmpty()) {
            throw places.refused(document.getExtensions().getFirst(), "an extension (expected: fields)");
        }
        ProtoMessages messages = new ProtoMessages(names, types, places);
        ProtoEnums enums = new ProtoEnums(names, places);
        List<Declaration> declarations = new ArrayList<>();
        document.getMessageTypes().forEach(message -> declarations.add(messages.message(message)));
        document.getEnumTypes().forEach(constants -> declarations.add(enums.choice(constants)));
        document.getServices().stream()
                .filter(service -> !service.getMethods().isEmpty())
                .forEach(service -> declarations.add(service(service, places)));
        return declarations;
    }

    private Declaration.Service service(ServiceDescriptor service, ProtoPlaces places) {
        String contract = Names.contract(service.getName());
        List<AnnotationSpec> annotations = new ArrayList<>();
        annotations.add(Annotations.contract(contract));
        annotations.add(Annotations.rpc(service.getFullName()));
        return new Declaration.Service(
                names.topLevel(service.getFile(), service.getName()),
                places.comment(service),
                annotations,
                service.getMethods().stream()
                        .map(method -> operation(method, places))
                        .toList());
    }

    private Declaration.Operation operation(MethodDescriptor method, ProtoPlaces places) {
        String name = Names.member(method.getName());
        List<AnnotationSpec> annotations = new ArrayList<>();
        boolean silent = !method.isClientStreaming()
                && !method.isServerStreaming()
                && method.getOutputType().getFullName().equals(EMPTY);
        AnnotationSpec.Builder style = AnnotationSpec.builder(silent ? Notification.class : RequestResponse.class);
        if (!silent && method.getOptions().getIdempotencyLevel() != IdempotencyLevel.IDEMPOTENCY_UNKNOWN) {
            style.addMember("idempotent", "true");
        }
        annotations.add(style.build());
        if (!(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)).equals(method.getName())) {
            annotations.add(Annotations.rpc(method.getName()));
        }
        return new Declaration.Operation(
                name,
                places.comment(method),
                annotations,
                method.isClientStreaming() ? "requests" : "request",
                streamed(method.isClientStreaming(), record(method, method.getInputType(), places)),
                silent
                        ? TypeName.VOID
                        : streamed(method.isServerStreaming(), record(method, method.getOutputType(), places)));
    }

    private ClassName record(MethodDescriptor method, Descriptor message, ProtoPlaces places) {
        ClassName type = types.wellKnown(message);
        if (type == null || type.packageName().startsWith("java.")) {
            throw places.refused(method, message.getFullName() + " on its own (expected: a message that contains it)");
        }
        return type;
    }

    private static TypeName streamed(boolean many, ClassName message) {
        return many ? ParameterizedTypeName.get(ClassName.get(Stream.class), message) : message;
    }
}

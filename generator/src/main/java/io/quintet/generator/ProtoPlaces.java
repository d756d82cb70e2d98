package io.quintet.generator;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where things stand in a document, and what is said above them. */
final class ProtoPlaces {
    private final String file;
    private final Map<List<Integer>, Location> locations = new HashMap<>();

    ProtoPlaces(FileDescriptor document) {
        this.file = document.getName();
        document.toProto()
                .getSourceCodeInfo()
                .getLocationList()
                .forEach(location -> locations.put(List.copyOf(location.getPathList()), location));
    }

    /** The comment above, or else behind. */
    String comment(GenericDescriptor thing) {
        Location location = locations.get(path(thing));
        if (location == null) {
            return "";
        }
        return location.getLeadingComments().isBlank()
                ? location.getTrailingComments().strip()
                : location.getLeadingComments().strip();
    }

    /** Refuses something in the words of compilers: file, line, column. */
    GenerationException refused(GenericDescriptor thing, String what) {
        Location location = locations.get(path(thing));
        String at = location == null ? "" : ":" + (location.getSpan(0) + 1) + ":" + (location.getSpan(1) + 1);
        return new GenerationException(file + at + ": " + thing.getFullName() + ": " + what);
    }

    /** The way from the document to a thing, by the numbers of descriptor.proto. */
    private static List<Integer> path(GenericDescriptor thing) {
        return switch (thing) {
            case Descriptor message
            when message.getContainingType() == null ->
                List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, message.getIndex());
            case Descriptor message ->
                below(message.getContainingType(), DescriptorProto.NESTED_TYPE_FIELD_NUMBER, message.getIndex());
            case FieldDescriptor field ->
                below(field.getContainingType(), DescriptorProto.FIELD_FIELD_NUMBER, field.getIndex());
            case OneofDescriptor oneof ->
                below(oneof.getContainingType(), DescriptorProto.ONEOF_DECL_FIELD_NUMBER, oneof.getIndex());
            case EnumDescriptor constants
            when constants.getContainingType() == null ->
                List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, constants.getIndex());
            case EnumDescriptor constants ->
                below(constants.getContainingType(), DescriptorProto.ENUM_TYPE_FIELD_NUMBER, constants.getIndex());
            case EnumValueDescriptor constant ->
                below(constant.getType(), EnumDescriptorProto.VALUE_FIELD_NUMBER, constant.getIndex());
            case ServiceDescriptor service -> List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, service.getIndex());
            case MethodDescriptor method ->
                below(method.getService(), ServiceDescriptorProto.METHOD_FIELD_NUMBER, method.getIndex());
            default -> List.of();
        };
    }

    private static List<Integer> below(GenericDescriptor outer, int kind, int index) {
        return Stream.concat(path(outer).stream(), Stream.of(kind, index)).toList();
    }
}

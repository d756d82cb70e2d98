package io.quintet.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.quintet.codec.protobuf.ProtobufNumbers;
import io.quintet.contract.ContractModel;
import io.quintet.idl.ProtoWriter;
import io.quintet.idl.protoc.Protoc;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The methods of the kitchen as grpc-java has them: made of nothing but the {@code .proto} that is written of the contract, compiled by
 * protoc. In tests a message is the one text in it.
 */
final class Stock {
    static final FileDescriptor FILE = compile();
    static final ServiceDescriptor SERVICE = FILE.getServices().getFirst();
    static final MethodDescriptor<String, String> COOK = method("Cook");
    static final MethodDescriptor<String, String> COURSES = method("Courses");
    static final MethodDescriptor<String, String> BANQUET = method("Banquet");
    static final MethodDescriptor<String, String> CONVEYOR = method("Conveyor");
    static final MethodDescriptor<String, String> ORDER = method("Order");
    static final MethodDescriptor<String, String> RING = method("Ring");

    private Stock() {}

    private static FileDescriptor compile() {
        try {
            Path directory = Files.createDirectories(Path.of("target/stock"));
            ContractModel contract = ContractModel.of(Kitchen.class);
            return Protoc.compile(directory, ProtoWriter.write(contract, ProtobufNumbers.seenBy(Kitchen.class)));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static MethodDescriptor<String, String> method(String name) {
        com.google.protobuf.Descriptors.MethodDescriptor described = SERVICE.findMethodByName(name);
        boolean requests = described.isClientStreaming();
        boolean responses = described.isServerStreaming();
        return MethodDescriptor.newBuilder(text(described.getInputType()), text(described.getOutputType()))
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE.getFullName(), name))
                .setType(
                        requests
                                ? responses ? MethodType.BIDI_STREAMING : MethodType.CLIENT_STREAMING
                                : responses ? MethodType.SERVER_STREAMING : MethodType.UNARY)
                .build();
    }

    private static MethodDescriptor.Marshaller<String> text(Descriptor type) {
        MethodDescriptor.Marshaller<DynamicMessage> messages =
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(type));
        return new MethodDescriptor.Marshaller<>() {
            @Override
            public InputStream stream(String value) {
                return messages.stream(message(type, value));
            }

            @Override
            public String parse(InputStream stream) {
                DynamicMessage message = messages.parse(stream);
                assertThat(message.getUnknownFields().asMap()).isEmpty();
                return type.getFields().isEmpty()
                        ? ""
                        : (String) message.getField(type.getFields().getFirst());
            }
        };
    }

    /** A message of a type that has one text, or nothing. */
    static DynamicMessage message(Descriptor type, String value) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            message.setField(field, value);
        }
        return message.build();
    }
}

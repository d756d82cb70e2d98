package io.quintet.idl;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import io.quintet.Rpc;
import io.quintet.codec.protobuf.LockTool;
import io.quintet.codec.protobuf.ProtobufNumbers;
import io.quintet.codec.protobuf.ProtobufSchema;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.contract.RpcModel;
import io.quintet.spi.ContractDescriber;
import io.quintet.spi.DescriptorFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Describes contracts as protoc describes the document that {@link ProtoWriter} writes of them. */
public final class ProtoDescriber implements ContractDescriber {
    private static final Map<String, FileDescriptor> WELL_KNOWN = wellKnown();

    private static Map<String, FileDescriptor> wellKnown() {
        Map<String, FileDescriptor> files = new TreeMap<>();
        for (FileDescriptor file : List.of(
                AnyProto.getDescriptor(),
                DurationProto.getDescriptor(),
                EmptyProto.getDescriptor(),
                FieldMaskProto.getDescriptor(),
                StructProto.getDescriptor(),
                TimestampProto.getDescriptor(),
                WrappersProto.getDescriptor())) {
            files.put(file.getName(), file);
        }
        return files;
    }

    @Override
    public List<DescriptorFile> describe(ContractModel contract) {
        FileDescriptorProto own = file(contract, ProtobufNumbers.seenBy(contract.type()));
        List<DescriptorFile> files = new ArrayList<>();
        files.add(file(own));
        WELL_KNOWN.forEach((name, file) -> {
            if (own.getDependencyList().contains(name)) {
                files.add(file(file.toProto()));
            }
        });
        return files;
    }

    static FileDescriptorProto file(ContractModel contract, ProtobufNumbers numbers) {
        String packageName = ProtoWriter.protoPackage(contract);
        ProtobufSchema schema = ProtobufSchema.of(LockTool.records(List.of(contract)), numbers);
        DescriptorTypes types = new DescriptorTypes(packageName, schema);
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
                .setName(name(contract) + ".proto")
                .setSyntax("proto3");
        if (!ProtoWriter.calls(contract).isEmpty()) {
            file.addService(service(contract, types));
        }
        if (!packageName.isEmpty()) {
            file.setPackage(packageName);
        }
        schema.messages().forEach(message -> file.addMessageType(types.message(message)));
        schema.enums().forEach(constants -> file.addEnumType(DescriptorTypes.enumeration(constants)));
        WELL_KNOWN.forEach((name, wellKnown) -> {
            if (types(wellKnown).anyMatch(type -> types.uses(type.getFullName()))) {
                file.addDependency(name);
            }
        });
        return file.build();
    }

    /** A package that a document gave has other services, too, each in a file of its own here. */
    private static String name(ContractModel contract) {
        RpcModel rpc = contract.operations().getFirst().rpc();
        return contract.type().isAnnotationPresent(Rpc.class) ? rpc.qualified(rpc.service()) : rpc.protoPackage();
    }

    private static Stream<GenericDescriptor> types(FileDescriptor file) {
        return Stream.concat(file.getMessageTypes().stream(), file.getEnumTypes().stream());
    }

    private static ServiceDescriptorProto service(ContractModel contract, DescriptorTypes types) {
        ServiceDescriptorProto.Builder service = ServiceDescriptorProto.newBuilder()
                .setName(contract.operations().getFirst().rpc().service());
        for (OperationModel operation : ProtoWriter.calls(contract)) {
            MethodDescriptorProto.Builder method = MethodDescriptorProto.newBuilder()
                    .setName(operation.rpc().method())
                    .setInputType(types.full(ProtobufSchema.name(operation.request())))
                    .setOutputType(types.full(ProtoWriter.answer(operation, "")));
            if (operation.streaming().ofRequests()) {
                method.setClientStreaming(true);
            }
            if (operation.streaming().ofResponses()) {
                method.setServerStreaming(true);
            }
            service.addMethod(method);
        }
        return service.build();
    }

    private static DescriptorFile file(FileDescriptorProto file) {
        Set<String> symbols = new HashSet<>();
        String scope = ProtoWriter.scope(file.getPackage()).substring(1);
        for (ServiceDescriptorProto service : file.getServiceList()) {
            symbols.add(scope + service.getName());
            service.getMethodList().forEach(method -> symbols.add(scope + service.getName() + "." + method.getName()));
        }
        file.getMessageTypeList().forEach(message -> addNames(symbols, scope, message));
        for (EnumDescriptorProto constants : file.getEnumTypeList()) {
            symbols.add(scope + constants.getName());
        }
        return new DescriptorFile(file.getName(), Set.copyOf(symbols), file.toByteArray());
    }

    private static void addNames(Set<String> symbols, String scope, DescriptorProto message) {
        String name = scope + message.getName();
        symbols.add(name);
        message.getNestedTypeList().forEach(nested -> symbols.add(name + "." + nested.getName()));
    }
}

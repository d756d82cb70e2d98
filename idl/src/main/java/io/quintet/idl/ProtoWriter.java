package io.quintet.idl;

import io.quintet.InvalidContractException;
import io.quintet.codec.protobuf.LockTool;
import io.quintet.codec.protobuf.ProtobufNumbers;
import io.quintet.codec.protobuf.ProtobufSchema;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.contract.Streaming;
import io.quintet.type.RecordType;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes contracts as a {@code .proto} (proto3): the messages are those of the codec {@code protobuf}, byte for byte; each contract is
 * a service, each operation that can be called an rpc. The same contracts and numbers give the same text, in whatever order they come.
 */
public final class ProtoWriter {
    private static final String EMPTY = "google.protobuf.Empty";

    private ProtoWriter() {}

    /**
     * One contract in a package of its own, as its methods are called over gRPC, see {@link io.quintet.contract.RpcModel}.
     *
     * @throws InvalidContractException when something has no number, or no name that the format allows
     */
    public static String write(ContractModel contract, ProtobufNumbers numbers) {
        return write(protoPackage(contract), List.of(contract), numbers);
    }

    /**
     * Some contracts in one package, such as {@code acme.orders.v1}, for those who share messages: methods are called by the name of their
     * contract's own package.
     *
     * @throws InvalidContractException when something has no number, or no name that the format allows
     */
    public static String write(String packageName, Collection<ContractModel> contracts, ProtobufNumbers numbers) {
        return write(packageName, contracts, LockTool.records(contracts), numbers);
    }

    static String write(
            String packageName,
            Collection<ContractModel> contracts,
            Collection<RecordType> records,
            ProtobufNumbers numbers) {
        ProtobufSchema schema = ProtobufSchema.of(records, numbers);
        ProtoText text = new ProtoText();
        Set<String> names = new HashSet<>();
        schema.messages().forEach(message -> names.add(message.name()));
        schema.enums().forEach(constants -> names.add(constants.name()));
        contracts.stream()
                .sorted(Comparator.comparing(ContractModel::name))
                .forEach(contract -> service(text, packageName, contract, names));
        schema.messages().forEach(text::message);
        schema.enums().forEach(text::enumeration);
        return text.document(packageName);
    }

    private static void service(ProtoText text, String packageName, ContractModel contract, Set<String> names) {
        List<OperationModel> calls = calls(contract);
        if (calls.isEmpty()) {
            return;
        }
        String name = calls.getFirst().rpc().service();
        if (!names.add(name)) {
            throw new InvalidContractException(contract.type().getName() + ": " + name
                    + " is also the name of a record, enum or contract of the same document (mend: rename one)");
        }
        text.open("service " + name);
        for (OperationModel operation : calls) {
            // in full, since within the service an rpc FindOrder hides the message FindOrder
            String scope = scope(packageName);
            String request = text.type(name(operation.request(), scope));
            Streaming streaming = operation.streaming();
            text.line("rpc " + operation.rpc().method() + "(" + stream(streaming.ofRequests()) + request + ") returns ("
                    + stream(streaming.ofResponses()) + text.type(answer(operation, scope)) + ");");
        }
        text.close();
    }

    /** What comes before the name of a message of the document, so that it is the full one. */
    static String scope(String packageName) {
        return packageName.isEmpty() ? "." : "." + packageName + ".";
    }

    private static String stream(boolean many) {
        return many ? "stream " : "";
    }

    private static String name(Class<?> message, String scope) {
        String name = ProtobufSchema.name(message);
        return name.indexOf('.') < 0 ? scope + name : name;
    }

    /** What can be called; what goes to many is sent over channels, and a method of it would be one that nobody serves. */
    static List<OperationModel> calls(ContractModel contract) {
        return contract.operations().stream()
                .filter(operation -> !operation.style().oneToMany())
                .toList();
    }

    /** What comes back. */
    static String answer(OperationModel operation, String scope) {
        Class<?> response = operation.response();
        return response == null ? EMPTY : name(response, scope);
    }

    static String protoPackage(ContractModel contract) {
        return contract.operations().getFirst().rpc().protoPackage();
    }
}

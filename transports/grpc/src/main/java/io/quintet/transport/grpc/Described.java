package io.quintet.transport.grpc;

import io.quintet.InvalidContractException;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.ContractDescriber;
import io.quintet.spi.DescriptorFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the services that are served: their names, and the files of those whose messages are Protocol Buffers. */
final class Described {
    private static final Logger LOG = LoggerFactory.getLogger(Described.class);

    private final List<ContractDescriber> describers =
            ServiceLoader.load(ContractDescriber.class, Described.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
    private final Set<String> services = new TreeSet<>();
    private final Map<String, DescriptorFile> files = new LinkedHashMap<>();

    /** The operations of one contract. */
    synchronized void add(List<BoundOperation> operations) {
        List<OperationModel> models = operations.stream()
                .map(BoundOperation::model)
                .sorted(Comparator.comparing(OperationModel::name)) // as in the contract
                .toList();
        OperationModel first = models.getFirst();
        services.add(first.rpc().qualified(first.rpc().service()));
        if (!operations.getFirst().codec().name().equals("protobuf")) {
            return; // descriptors would tell of messages that are not what is sent
        }
        ContractModel contract =
                new ContractModel(first.contract(), first.method().getDeclaringClass(), models);
        for (ContractDescriber describer : describers) {
            try {
                describer.describe(contract).forEach(file -> files.put(file.name(), file));
            } catch (InvalidContractException e) {
                LOG.info(
                        "{} is listed by server reflection without a description: {}",
                        first.contract(),
                        e.getMessage());
            }
        }
    }

    synchronized void add(Set<String> own) {
        services.addAll(own);
    }

    synchronized List<String> services() {
        return List.copyOf(services);
    }

    /** The file of that name; empty where there is none. */
    synchronized List<DescriptorFile> named(String name) {
        DescriptorFile file = files.get(name);
        return file == null ? List.of() : List.of(file);
    }

    /** The file that has that symbol; empty where there is none. */
    synchronized List<DescriptorFile> declaring(String symbol) {
        List<DescriptorFile> found = new ArrayList<>(1);
        for (DescriptorFile file : files.values()) {
            if (file.symbols().contains(symbol)) {
                found.add(file);
                break;
            }
        }
        return found;
    }

    /** Why something may not be described. */
    String missing() {
        return describers.isEmpty()
                ? "quintet-idl is not on the class path"
                : "contracts with the codec protobuf are, with what they import";
    }
}

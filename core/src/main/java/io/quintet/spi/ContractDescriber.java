package io.quintet.spi;

import io.quintet.contract.ContractModel;
import java.util.List;

/**
 * Describes contracts as files of Protocol Buffers, for peers that ask at run time, as server reflection of gRPC lets them; found
 * through {@link java.util.ServiceLoader}.
 */
public interface ContractDescriber {
    /**
     * The contract's own file first, then all that it imports.
     *
     * @throws io.quintet.InvalidContractException when something of it has no number, or no name that the format allows
     */
    List<DescriptorFile> describe(ContractModel contract);
}

package io.quintet.spi;

/**
 * What a caller looks for: whoever serves a contract over a transport.
 *
 * @param contract the contract's name
 * @param transport the name of the call transport
 */
public record Sought(String contract, String transport) {
    /** Whether an instance is one of those. */
    public boolean fits(Instance instance) {
        return instance.contract().equals(contract)
                && instance.endpoint().transport().equals(transport);
    }
}

package io.quintet;

/** A contract, or its use, contradicts itself; the message names the method and the mend. Change the code. */
public final class InvalidContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the method, what is wrong, and the mend. */
    public InvalidContractException(String message) {
        super(message);
    }
}

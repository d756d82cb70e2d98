package io.quintet.cli;

import io.quintet.ConfigurationException;
import io.quintet.InvalidContractException;
import io.quintet.QuintetException;

/** Failures in words. */
final class Failures {
    private Failures() {}

    /** Whether the message alone tells the user what to do. */
    static boolean expected(Exception failure) {
        return failure instanceof CommandFailed
                || failure instanceof ConfigurationException
                || failure instanceof InvalidContractException
                || failure instanceof QuintetException;
    }

    static String describe(Exception failure) {
        String message = failure.getMessage();
        if (failure instanceof QuintetException known) {
            return known.code() + ": " + message;
        }
        return expected(failure) && message != null ? message : failure.toString();
    }
}

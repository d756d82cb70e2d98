package io.quintet;

/**
 * What kind of partial failure the caller has seen.
 *
 * @see <a href="https://doi.org/10.1145/102792.102801">Cristian, Understanding fault-tolerant distributed systems, 1991</a>
 */
public enum FailureMode {
    /** The peer is not there: refused, reset, gone. */
    CRASH,
    /** A message or a response never came, or a limit turned it away. */
    OMISSION,
    /** It came, or would have come, too late. */
    TIMING,
    /** The peer answered, with an error or with something that cannot be read. */
    RESPONSE,
    /** None of the others describes it. */
    ARBITRARY
}

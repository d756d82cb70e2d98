package io.quintet.faults.history;

/**
 * Which group is to have an effect of which kind of operation.
 *
 * @param kind the kind
 * @param group the group
 * @param once whether the group's inbox makes the effect happen once; otherwise at least once
 * @param causeKind for operations that a handler sends within its transaction, the kind that it handles; else empty
 * @param causeGroup the group of that handler; else empty
 * @param reply whether it is the reply to the operation that caused it
 * @param expires whether it may be skipped, for it is of no use after a while
 * @param torn whether other groups may have the effect and this one not, where nobody was told that it was sent: its sender died over it
 */
public record Rule(
        String kind,
        String group,
        boolean once,
        String causeKind,
        String causeGroup,
        boolean reply,
        boolean expires,
        boolean torn) {
    /** An operation that a producer begins, and the history tells of. */
    public static Rule direct(String kind, String group) {
        return new Rule(kind, group, true, "", "", false, false, false);
    }

    /**
     * An operation that the handler of another sends within its transaction: it happened if that handler's effect was committed. Its
     * id is {@link #caused}.
     */
    public static Rule caused(String kind, String group, String causeKind, String causeGroup) {
        return new Rule(kind, group, true, causeKind, causeGroup, false, false, false);
    }

    /** The same for the reply to a durable request. */
    public static Rule reply(String kind, String group, String causeKind, String causeGroup) {
        return new Rule(kind, group, true, causeKind, causeGroup, true, false, false);
    }

    /** The same for a group without an inbox. */
    public Rule atLeastOnce() {
        return new Rule(kind, group, false, causeKind, causeGroup, reply, expires, torn);
    }

    /** The same for what is skipped when it comes late: its absence proves nothing. */
    public Rule expiring() {
        return new Rule(kind, group, once, causeKind, causeGroup, reply, true, torn);
    }

    /** The same over what brings a message to one group after the other: one that dies meanwhile has reached some of them. */
    public Rule tearable() {
        return new Rule(kind, group, once, causeKind, causeGroup, reply, expires, true);
    }

    /** The id of what the handler of an operation sends. */
    public static String caused(String kind, String op) {
        return op + "." + kind;
    }

    boolean isCaused() {
        return !causeKind.isEmpty();
    }
}

package io.quintet.faults.history;

/**
 * A line of a history.
 *
 * @param type what happened to the operation
 * @param node the process, or the instance, that did it
 * @param nanos when, by the monotonic clock of that process
 * @param kind what kind of operation, as the {@link Rule}s name them
 * @param op the operation's own id, the same on every attempt
 * @param key what it is ordered by; empty where order does not matter
 * @param seq its place among the operations of its key, as their one producer began them
 * @param attempt counts from 1
 * @param note the answer of an operation that has one, as {@link Answer#toString} writes it; or why it failed
 */
public record Event(
        Type type, String node, long nanos, String kind, String op, String key, long seq, int attempt, String note) {
    /** What happened to an operation. */
    public enum Type {
        /** It begins. */
        INVOKE,
        /** It certainly took effect, or will. */
        OK,
        /** It certainly did not, and never will. */
        FAIL,
        /** Nobody can tell, as after a timeout. */
        INFO
    }
}

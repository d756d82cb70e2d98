package io.quintet.faults.history;

/**
 * An effect that a handler has committed. Effects are given in the order of their commits, per group.
 *
 * @param group the subscriber group
 * @param kind the operation's kind
 * @param op the operation's id
 * @param key what it is ordered by, or empty
 * @param seq its place among those of its key
 * @param message the id of the message
 * @param shard the shard it came from, or empty where it was not fenced
 * @param token the token of the shard's owner
 * @param node the instance
 * @param attempt the delivery's attempt
 * @param run names this one run of the handler
 * @param cause the run of the handler that sent the message, or empty
 */
public record Effect(
        String group,
        String kind,
        String op,
        String key,
        long seq,
        String message,
        String shard,
        long token,
        String node,
        int attempt,
        String run,
        String cause) {}

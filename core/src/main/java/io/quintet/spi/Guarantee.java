package io.quintet.spi;

/** A promise that a transport makes, declared in code and checked by the conformance kit. */
public enum Guarantee {
    /** A call has a response, or an error, before its deadline. */
    CALLS("answers calls"),
    /** A call may have a stream of requests, of responses, or both; whoever takes slowly holds back whoever sends. */
    STREAMS("carries streams of requests and responses"),
    /** What was acknowledged survives the loss of every process, and of power. */
    DURABLE("keeps messages over a crash"),
    /** Messages of one key are handled one at a time, in the order sent. */
    KEY_ORDER("keeps order per key"),
    /** Of several consumers in a group one gets each message. */
    COMPETING_CONSUMERS("gives each message to one consumer of a group"),
    /** Every subscriber group gets every message. */
    EVERY_GROUP("gives each message to every subscriber group"),
    /** A message is kept for a group whose members are away, or have not come yet; else both sides must be up at the same time. */
    STORED("keeps messages for groups that are away"),
    /** A message that was not acknowledged is delivered again. */
    REDELIVERY("delivers again what was not acknowledged"),
    /** A rejected message is kept where people can see and replay it. */
    DEAD_LETTERS("keeps rejected messages"),
    /**
     * Requests that somebody waits for and that have no key, and all replies that somebody waits for, go ways of their own, on which nothing is
     * stored: over channels of kind {@link io.quintet.message.Channel.Kind#CALLS} and {@link io.quintet.message.Channel.Kind#REPLIES}. The receipt
     * of such a request may come as late as its reply.
     */
    QUICK_REQUESTS("carries requests that somebody waits for without storing them"),
    /** A message can be held back for a time. */
    DELAY("holds messages back for a time"),
    /** Past messages can be read again. */
    REPLAY("reads past messages again"),
    /**
     * The messages of one send are accepted all or none, in their order, but for those that are refused because they could never be
     * accepted.
     */
    ATOMIC_BATCH("accepts a batch as a whole or not at all"),
    /** It reaches other processes. */
    CROSS_PROCESS("reaches other processes"),
    /** It reaches other machines; who reaches other processes through a server does so without saying it. */
    CROSS_MACHINE("reaches other machines"),
    /** It needs no server beside the services, such as a broker or a database, and nothing to be installed. */
    NO_SERVER("needs no server beside the services"),
    /** Browsers can call it, with nothing in between. */
    BROWSERS("answers browsers");

    private final String promise;

    Guarantee(String promise) {
        this.promise = promise;
    }

    /** The promise in words, to follow "a transport that". */
    public String promise() {
        return promise;
    }
}

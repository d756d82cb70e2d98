package io.quintet.message;

/** What a message is for. */
public enum MessageType {
    /** Data; the receiver decides what it means, as in a response. */
    DOCUMENT,
    /** Asks one receiver to do something. */
    COMMAND,
    /** Says that something happened. */
    EVENT
}

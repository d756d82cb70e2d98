package io.quintet.net;

/** Whether a listener wants its peers to show a certificate. */
public enum ClientAuthentication {
    /** It does not ask. */
    NONE,
    /** It asks, and takes those that show none, too; one that is not trusted is turned away. */
    REQUEST,
    /** Peers without one are turned away. */
    REQUIRE
}

package io.quintet.net;

/** What becomes of a request. */
public sealed interface Decision permits Reply, Work, Conversation {}

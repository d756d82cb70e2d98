package io.quintet.verify.contract;

/**
 * What is asked for by a call, which has no key.
 *
 * @param op the operation's id
 */
public record Question(String op) {}

package io.quintet.verify.contract;

/**
 * The answer.
 *
 * @param group who answers
 * @param op the operation that it is the answer to
 * @param run the run of the handler that gave it
 */
public record Result(String group, String op, String run) {}

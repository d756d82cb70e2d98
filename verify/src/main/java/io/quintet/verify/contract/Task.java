package io.quintet.verify.contract;

import io.quintet.Key;

/**
 * What is asked for, told or announced.
 *
 * @param key what orders it
 * @param seq its place among those of its key
 * @param op the operation's id
 * @param cause the run of the handler that sent it; empty where a producer did
 */
public record Task(@Key String key, long seq, String op, String cause) {}

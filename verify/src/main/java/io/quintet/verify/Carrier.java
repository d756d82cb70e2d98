package io.quintet.verify;

import java.util.Map;

/**
 * What carries the messages of a run.
 *
 * @param transport its name
 * @param settings those of its section, without its prefix
 * @param byClock whether an instance whose clock is ahead takes the shards of the others
 */
record Carrier(String transport, Map<String, String> settings, boolean byClock) {}

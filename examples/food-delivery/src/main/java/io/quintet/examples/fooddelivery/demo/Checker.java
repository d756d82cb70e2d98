package io.quintet.examples.fooddelivery.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares the effects that the services have committed, read from their own databases, with what the client was told.
 *
 * <p>Reads just what is new each time, so that a check costs the same after an hour. Safe for use by many threads.
 */
final class Checker implements AutoCloseable {
    private static final int EXAMPLES = 5;
    private static final Map<String, Effect> EFFECTS =
            Arrays.stream(Effect.values()).collect(Collectors.toMap(Effect::name, effect -> effect));

    private final Ledger ledger;
    private final List<EffectReader> readers = new ArrayList<>();
    private final Map<String, Tally> tallies = new HashMap<>();

    /** For the databases of a run directory, which must be there. */
    Checker(Path directory, Ledger ledger) {
        this.ledger = ledger;
        EffectTable.ALL.forEach(table -> readers.add(new EffectReader(directory, table)));
    }

    /** How things stand. */
    synchronized Verdict check() {
        readers.forEach(reader -> reader.read(this::row));
        long effects = 0;
        long lost = 0;
        long phantom = 0;
        long twice = 0;
        long breaks = 0;
        List<String> examples = new ArrayList<>();
        for (Map.Entry<String, Tally> entry : tallies.entrySet()) {
            Tally tally = entry.getValue();
            boolean attempted = ledger.wasAttempted(entry.getKey());
            effects += tally.total();
            phantom += attempted ? tally.unexpected() : tally.total();
            lost += attempted && !tally.complete() ? 1 : 0;
            twice += attempted ? tally.extra() : 0;
            breaks += tally.breaks();
            String oddities = attempted ? tally.oddities() : "never attempted";
            if (!oddities.isEmpty() && examples.size() < EXAMPLES) {
                examples.add(entry.getKey() + ": " + oddities);
            }
        }
        int acknowledged = 0;
        for (String orderId : ledger.acknowledged()) {
            acknowledged++;
            if (!tallies.containsKey(orderId)) {
                lost++;
                if (examples.size() < EXAMPLES) {
                    examples.add(orderId + ": no effect at all");
                }
            }
        }
        return new Verdict(acknowledged, effects, lost, phantom, twice, breaks, List.copyOf(examples));
    }

    private void row(EffectTable table, String orderId, String effect, String channel, int version) {
        Tally tally = tallies.computeIfAbsent(orderId, id -> new Tally());
        Effect known = EFFECTS.get(effect);
        if (known == null) {
            tally.addUnexpected();
        } else {
            tally.add(known);
        }
        if (!channel.isEmpty()) {
            tally.heard(channel, version);
        }
    }

    @Override
    public synchronized void close() {
        readers.forEach(EffectReader::close);
    }
}

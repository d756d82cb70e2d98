package io.quintet.advice;

import io.quintet.InteractionStyle;
import io.quintet.config.Durations;
import io.quintet.config.Sizes;
import io.quintet.spi.Guarantee;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Needs and styles as people write them, in one table each; an unknown one is refused with those that are known. */
public final class Words {
    private static final String SIZE = "size=";
    private static final String LATENCY = "latency";

    private static final Map<String, Guarantee> GUARANTEES = guarantees();

    private Words() {}

    private static Map<String, Guarantee> guarantees() {
        Map<String, Guarantee> words = new LinkedHashMap<>();
        words.put("order", Guarantee.KEY_ORDER);
        words.put("durable", Guarantee.DURABLE);
        words.put("replay", Guarantee.REPLAY);
        words.put("every-group", Guarantee.EVERY_GROUP);
        words.put("stored", Guarantee.STORED);
        words.put("competing", Guarantee.COMPETING_CONSUMERS);
        words.put("redelivery", Guarantee.REDELIVERY);
        words.put("delay", Guarantee.DELAY);
        words.put("dead-letters", Guarantee.DEAD_LETTERS);
        words.put("atomic-batch", Guarantee.ATOMIC_BATCH);
        words.put("calls", Guarantee.CALLS);
        words.put("quick-requests", Guarantee.QUICK_REQUESTS);
        words.put("streams", Guarantee.STREAMS);
        words.put("browser", Guarantee.BROWSERS);
        words.put("cross-process", Guarantee.CROSS_PROCESS);
        words.put("cross-machine", Guarantee.CROSS_MACHINE);
        words.put("no-broker", Guarantee.NO_SERVER);
        words.put("no-install", Guarantee.NO_SERVER);
        return Collections.unmodifiableMap(words);
    }

    /** The words for guarantees, and which each stands for. */
    public static Map<String, Guarantee> all() {
        return GUARANTEES;
    }

    /** How a need is written; the first of its words where there are several. */
    public static String of(Need need) {
        return GUARANTEES.entrySet().stream()
                .filter(entry -> need.equals(new Need.Kept(entry.getValue())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(need::name);
    }

    /**
     * A need: a word for a guarantee, {@code size=1MiB}, or {@code latency<5ms}, for which {@code latency=5ms} will do, too.
     *
     * @throws IllegalArgumentException for anything else, with the words that are known and the nearest
     */
    public static Need need(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Guarantee guarantee = GUARANTEES.get(word);
        if (guarantee != null) {
            return new Need.Kept(guarantee);
        }
        if (word.startsWith(SIZE)) {
            // not the word: units of sizes have capitals
            return new Need.Size(Sizes.parse(text.strip().substring(SIZE.length())));
        }
        String figure = afterLatency(word);
        if (!figure.isEmpty()) {
            return new Need.Latency(Durations.parse(figure));
        }
        List<String> known = Stream.concat(GUARANTEES.keySet().stream(), Stream.of("size=1MiB", "latency<5ms"))
                .toList();
        throw unknown(text, word, known);
    }

    private static String afterLatency(String word) {
        if (!word.startsWith(LATENCY)) {
            return "";
        }
        String rest = word.substring(LATENCY.length());
        for (String sign : List.of("<=", "<", "=")) {
            if (rest.startsWith(sign)) {
                return rest.substring(sign.length());
            }
        }
        return "";
    }

    /**
     * A style by its name, with any capitals, and hyphens or underscores.
     *
     * @throws IllegalArgumentException for anything else, with the styles and the nearest
     */
    public static InteractionStyle style(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        List<String> known =
                Stream.of(InteractionStyle.values()).map(Enum::name).toList();
        if (known.contains(name)) {
            return InteractionStyle.valueOf(name);
        }
        throw unknown(text, name, known);
    }

    private static IllegalArgumentException unknown(String text, String word, List<String> known) {
        String nearest = Nearest.to(word, known);
        return new IllegalArgumentException("\"" + text.strip() + "\" (expected: one of " + String.join(", ", known)
                + ")" + (nearest.isEmpty() ? "" : "; the nearest is " + nearest));
    }
}

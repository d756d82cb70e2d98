package io.quintet.examples.fooddelivery.process;

import io.quintet.codec.json.JsonCodec;
import io.quintet.spi.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a process has counted since its line before.
 *
 * @param redelivered deliveries that were not the first of their message, known as such beforehand or by the inbox
 * @param wrong answers that were wrong because this process was told to
 * @param failed calls that failed for their caller, or would have but for a fallback
 * @param circuits what became of circuits, oldest first
 */
public record StatsLine(
        List<Series> series, long redelivered, long wrong, List<FailedCalls> failed, List<CircuitChange> circuits) {
    /** What such a line begins with. */
    public static final String MARK = "@stats ";

    private static final RecordCodec<StatsLine> JSON = new JsonCodec().of(StatsLine.class);

    /**
     * One operation over one transport.
     *
     * @param operations how many ended on the side that began them
     * @param failures how many of those failed
     * @param histogram latencies in microseconds, as {@link Histograms} writes them
     */
    public record Series(
            String style, String operation, String transport, long operations, long failures, String histogram) {}

    /**
     * Calls of one operation that failed in one way.
     *
     * @param mode the {@link io.quintet.FailureMode}
     * @param refused whether they were not made, since a circuit was open
     * @param fellBack whether their caller got something else instead
     */
    public record FailedCalls(String operation, String mode, boolean refused, boolean fellBack, long count) {}

    /**
     * The circuit of an operation at a target has another state.
     *
     * @param atMillis since 1970
     */
    public record CircuitChange(long atMillis, String operation, String target, String from, String to) {}

    /** The line, without its end. */
    public String format() {
        return MARK + new String(JSON.encode(this), StandardCharsets.UTF_8);
    }

    /** Reads a line that begins with {@link #MARK}. */
    public static StatsLine parse(String line) {
        return JSON.decode(line.substring(MARK.length()).getBytes(StandardCharsets.UTF_8));
    }
}

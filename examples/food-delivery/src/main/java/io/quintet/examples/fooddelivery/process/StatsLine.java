package io.quintet.examples.fooddelivery.process;

import io.quintet.codec.json.JsonCodec;
import io.quintet.spi.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a process has counted since its line before.
 *
 * @param redelivered deliveries that were not the first of their message, known as such beforehand or by the inbox
 */
public record StatsLine(List<Series> series, long redelivered) {
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

    /** The line, without its end. */
    public String format() {
        return MARK + new String(JSON.encode(this), StandardCharsets.UTF_8);
    }

    /** Reads a line that begins with {@link #MARK}. */
    public static StatsLine parse(String line) {
        return JSON.decode(line.substring(MARK.length()).getBytes(StandardCharsets.UTF_8));
    }
}

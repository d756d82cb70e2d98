package io.quintet.net;

import io.quintet.config.Settings;
import java.time.Duration;

/**
 * Limits of the requests to one service at a port; each service there has its own.
 *
 * @param maxBody the most bytes of a request's body
 * @param maxConcurrent the most requests under way at a time
 * @param readTimeout within which a request's body must have arrived
 * @param stallTimeout after which a peer that takes nothing of a streamed response is given up
 * @param gzip whether bodies of requests may be compressed, and those of responses are for who asks
 * @param gzipAbove the size of a response's body from which it is compressed; below the default it fits one packet with its head,
 *     and compressing it would gain nothing
 */
public record RequestSettings(
        int maxBody, int maxConcurrent, Duration readTimeout, Duration stallTimeout, boolean gzip, int gzipAbove) {
    private static final int GIB = 1024 * 1024 * 1024;

    /** Reads {@code max-body}, {@code max-concurrent} and so on from a section. */
    public static RequestSettings read(Settings section) {
        return new RequestSettings(
                section.bytes("max-body", 1024 * 1024, 1, GIB),
                section.integer("max-concurrent", 2048, 1, 1_000_000),
                section.duration("read-timeout", Duration.ofSeconds(10)),
                section.duration("stall-timeout", Duration.ofSeconds(60)),
                section.flag("gzip", true),
                section.bytes("gzip-above", 1024, 0, GIB));
    }
}

package io.quintet.net;

import io.quintet.config.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the calling side.
 *
 * @param connectTimeout how long a connection may take to open
 * @param keepAlive how long an unused connection is kept; less than the idle timeout of the peers' listeners, so that the caller
 *     closes it first and no request is sent into a connection that the peer is closing
 * @param maxConnections the most connections to one endpoint
 * @param maxWaiting the most calls that wait for a connection to one endpoint; those beyond are refused at once
 * @param maxResponse the most bytes of a response's body
 * @param maxHeaders the most bytes of a response's headers
 * @param stallTimeout after which a peer that takes nothing of a streamed request is given up
 * @param pingEvery how often a peer with calls under way on HTTP/2 is asked whether it is still there; null for never
 * @param pingTimeout after which a peer that does not answer that is given up
 * @param tls whom it trusts and what it shows
 */
public record CallerSettings(
        Duration connectTimeout,
        Duration keepAlive,
        int maxConnections,
        int maxWaiting,
        int maxResponse,
        int maxHeaders,
        Duration stallTimeout,
        @Nullable Duration pingEvery,
        Duration pingTimeout,
        TlsSettings tls) {
    private static final int GIB = 1024 * 1024 * 1024;

    /** Reads {@code connect-timeout}, {@code max-connections} and so on from a section. */
    public static CallerSettings read(Settings section) {
        return new CallerSettings(
                section.duration("connect-timeout", Duration.ofSeconds(2)),
                section.duration("keep-alive", Duration.ofSeconds(30)),
                section.integer("max-connections", 128, 1, 65_535),
                section.integer("max-waiting", 1024, 0, 1_000_000),
                section.bytes("max-response", 8 * 1024 * 1024, 1, GIB),
                section.bytes("max-headers", 16 * 1024, 1024, 1024 * 1024),
                section.duration("stall-timeout", Duration.ofSeconds(60)),
                section.text("ping-every").isPresent() ? section.duration("ping-every", Duration.ZERO) : null,
                section.duration("ping-timeout", Duration.ofSeconds(20)),
                TlsSettings.read(section.section("tls")));
    }
}

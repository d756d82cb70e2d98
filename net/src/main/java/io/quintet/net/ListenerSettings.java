package io.quintet.net;

import io.quintet.config.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a listener listens, and its limits.
 *
 * @param section where the settings come from, for complaints
 * @param host the address to bind
 * @param port the port; 0 takes a free one
 * @param maxBody the most bytes of a request's body
 * @param maxHeaders the most bytes of a request's headers
 * @param maxUri the most bytes of a request line
 * @param maxConcurrent the most requests under way at a time
 * @param maxStreams the most requests under way on one connection of HTTP/2
 * @param maxAccepted the most connections; those beyond are closed at once
 * @param headTimeout within which the first request's head must have arrived, with the handshake of TLS before it
 * @param idleTimeout after which a connection without a request under way is closed, whatever dribbles in; it bounds the heads of
 *     further requests
 * @param readTimeout within which a request's body must have arrived
 * @param stallTimeout after which a peer that takes nothing of a streamed response is given up
 * @param maxAge after which a connection of HTTP/2 is told to take no more requests, so that its peer opens another one, maybe
 *     elsewhere; null for never
 * @param gzip whether bodies of requests may be compressed, and those of responses are for who asks
 * @param gzipAbove the size of a response's body from which it is compressed; below the default it fits one packet with its head,
 *     and compressing it would gain nothing
 * @param tls what it shows and asks for; plain HTTP where there is no certificate
 */
public record ListenerSettings(
        Settings section,
        String host,
        int port,
        int maxBody,
        int maxHeaders,
        int maxUri,
        int maxConcurrent,
        int maxStreams,
        int maxAccepted,
        Duration headTimeout,
        Duration idleTimeout,
        Duration readTimeout,
        Duration stallTimeout,
        @Nullable Duration maxAge,
        boolean gzip,
        int gzipAbove,
        TlsSettings tls) {
    private static final int GIB = 1024 * 1024 * 1024;

    /** Reads {@code host}, {@code port}, {@code max-body} and so on from a section. */
    public static ListenerSettings read(Settings section) {
        return new ListenerSettings(
                section,
                section.text("host", "127.0.0.1"),
                section.integer("port", 0, 0, 65_535),
                section.bytes("max-body", 1024 * 1024, 1, GIB),
                section.bytes("max-headers", 16 * 1024, 1024, 1024 * 1024),
                section.bytes("max-uri", 8 * 1024, 256, 1024 * 1024),
                section.integer("max-concurrent", 2048, 1, 1_000_000),
                section.integer("max-streams", 256, 1, 1_000_000),
                section.integer("max-accepted", 10_000, 1, 1_000_000),
                section.duration("head-timeout", Duration.ofSeconds(10)),
                section.duration("idle-timeout", Duration.ofSeconds(60)),
                section.duration("read-timeout", Duration.ofSeconds(10)),
                section.duration("stall-timeout", Duration.ofSeconds(60)),
                section.text("max-age").isPresent() ? section.duration("max-age", Duration.ZERO) : null,
                section.flag("gzip", true),
                section.bytes("gzip-above", 1024, 0, GIB),
                TlsSettings.read(section.section("tls")));
    }
}

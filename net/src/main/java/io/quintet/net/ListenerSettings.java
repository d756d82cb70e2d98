package io.quintet.net;

import io.quintet.config.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where to listen, and the limits of connections; services that share a port agree on them.
 *
 * @param section where the settings come from, for complaints
 * @param host the address to bind
 * @param port the port; 0 takes a free one
 * @param maxHeaders the most bytes of a request's headers
 * @param maxUri the most bytes of a request line
 * @param maxStreams the most requests under way on one connection of HTTP/2
 * @param maxAccepted the most connections; those beyond are closed at once
 * @param headTimeout within which the first request's head must have arrived, with the handshake of TLS before it
 * @param idleTimeout after which a connection without a request under way is closed, whatever dribbles in; it bounds the heads of
 *     further requests
 * @param maxAge after which a connection of HTTP/2 is told to take no more requests, so that its peer opens another one, maybe
 *     elsewhere; null for never
 * @param tls what it shows and asks for; plain HTTP where there is no certificate
 */
public record ListenerSettings(
        Settings section,
        String host,
        int port,
        int maxHeaders,
        int maxUri,
        int maxStreams,
        int maxAccepted,
        Duration headTimeout,
        Duration idleTimeout,
        @Nullable Duration maxAge,
        TlsSettings tls) {
    private static final String SHARED = "http";

    /** Reads {@code host}, {@code port}, {@code max-headers} and so on from a section. */
    public static ListenerSettings read(Settings section) {
        return new ListenerSettings(
                section,
                section.text("host", "127.0.0.1"),
                section.integer("port", 0, 0, 65_535),
                section.bytes("max-headers", 16 * 1024, 1024, 1024 * 1024),
                section.bytes("max-uri", 8 * 1024, 256, 1024 * 1024),
                section.integer("max-streams", 256, 1, 1_000_000),
                section.integer("max-accepted", 10_000, 1, 1_000_000),
                section.duration("head-timeout", Duration.ofSeconds(10)),
                section.duration("idle-timeout", Duration.ofSeconds(60)),
                section.text("max-age").isPresent() ? section.duration("max-age", Duration.ZERO) : null,
                TlsSettings.read(section.section("tls")));
    }

    /** A section that is completed by the settings of section {@code http} beside it, so that it has the same port. */
    public static Settings sharing(Settings section) {
        return section.or(section.beside(SHARED));
    }

    /** Whether both mean one port: by the same setting, also for a free one, or by the same address. */
    boolean meets(ListenerSettings other) {
        return section.decides("port").equals(other.section.decides("port"))
                || (port != 0 && port == other.port && host.equals(other.host));
    }
}

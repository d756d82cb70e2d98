package io.quintet.transport.http;

import io.quintet.config.Settings;
import io.quintet.net.CallerSettings;
import io.quintet.net.HttpProtocol;
import io.quintet.net.ListenerSettings;
import io.quintet.net.RequestSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All settings of the transport.
 *
 * @param listener of the receiving side, which other services at the port share
 * @param requests of the receiving side, its own
 * @param caller of the calling side
 * @param protocol what the calling side speaks
 * @param maxTimeout the longest that a caller can ask to be waited for
 * @param cors whose scripts may call; null for none
 * @param maxPending the most calls without a waiting caller that are under way or whose responses are kept
 * @param pendingExpiry how long such a response is kept
 * @param openapi whether what is served is described at {@value ApiDocument#PATH}
 * @param apiVersion the version that the description bears
 * @param events of streams of events
 */
record HttpSettings(
        ListenerSettings listener,
        RequestSettings requests,
        CallerSettings caller,
        HttpProtocol protocol,
        Duration maxTimeout,
        @Nullable Cors cors,
        int maxPending,
        Duration pendingExpiry,
        boolean openapi,
        String apiVersion,
        EventSettings events) {
    static HttpSettings read(Settings section) {
        return new HttpSettings(
                ListenerSettings.read(section),
                RequestSettings.read(section),
                CallerSettings.read(section),
                protocol(section),
                section.duration("max-timeout", Duration.ofMinutes(5)),
                Cors.read(section.section("cors")),
                section.integer("max-pending", 1000, 0, 100_000),
                section.duration("pending-expiry", Duration.ofMinutes(5)),
                section.flag("openapi", true),
                section.text("api-version", "1"),
                EventSettings.read(section.section("events")));
    }

    private static HttpProtocol protocol(Settings section) {
        return switch (section.text("version", "1.1")) {
            case "1.1" -> HttpProtocol.HTTP_1;
            case "2" -> HttpProtocol.HTTP_2;
            default -> throw section.wrong("version", "1.1 or 2");
        };
    }
}

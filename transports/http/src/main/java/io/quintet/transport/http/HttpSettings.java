package io.quintet.transport.http;

import io.quintet.config.Settings;
import io.quintet.net.CallerSettings;
import io.quintet.net.ListenerSettings;
import java.time.Duration;

/**
 * All settings of the transport.
 *
 * @param listener of the receiving side
 * @param caller of the calling side
 * @param maxTimeout the longest that a caller can ask to be waited for
 */
record HttpSettings(ListenerSettings listener, CallerSettings caller, Duration maxTimeout) {
    static HttpSettings read(Settings section) {
        return new HttpSettings(
                ListenerSettings.read(section),
                CallerSettings.read(section),
                section.duration("max-timeout", Duration.ofMinutes(5)));
    }
}

package io.quintet.transport.grpc;

import io.quintet.config.Settings;
import io.quintet.net.CallerSettings;
import io.quintet.net.ListenerSettings;
import java.time.Duration;

/**
 * All settings of the transport.
 *
 * @param listener of the receiving side; its largest body is the largest message, of streams each
 * @param caller of the calling side; its largest response is the largest message, of streams each
 * @param maxTimeout the longest that a caller can ask to be waited for
 * @param packing of requests, and of responses for those who take them
 * @param reflection whether callers may ask what is served
 */
record GrpcSettings(
        ListenerSettings listener, CallerSettings caller, Duration maxTimeout, Packing packing, boolean reflection) {
    static GrpcSettings read(Settings section) {
        ListenerSettings listener = ListenerSettings.read(section);
        return new GrpcSettings(
                listener,
                CallerSettings.read(section),
                section.duration("max-timeout", Duration.ofMinutes(5)),
                section.flag("compress", false) ? new Packing(listener.gzipAbove()) : Packing.NONE,
                section.flag("reflection", true));
    }
}

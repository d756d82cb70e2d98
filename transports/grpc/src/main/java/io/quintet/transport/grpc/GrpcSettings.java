package io.quintet.transport.grpc;

import io.quintet.config.Settings;
import io.quintet.net.CallerSettings;
import io.quintet.net.ListenerSettings;
import io.quintet.net.RequestSettings;
import java.time.Duration;

/**
 * All settings of the transport. Those that REST has, too, are REST's unless they are set.
 *
 * @param listener of the receiving side, which other services at the port share
 * @param requests of the receiving side, its own; the largest body is the largest message, of streams each
 * @param caller of the calling side; its largest response is the largest message, of streams each
 * @param maxTimeout the longest that a caller can ask to be waited for
 * @param packing of requests, and of responses for those who take them
 * @param reflection whether callers may ask what is served
 */
record GrpcSettings(
        ListenerSettings listener,
        RequestSettings requests,
        CallerSettings caller,
        Duration maxTimeout,
        Packing packing,
        boolean reflection) {
    static GrpcSettings read(Settings section) {
        Settings both = ListenerSettings.sharing(section);
        RequestSettings requests = RequestSettings.read(both);
        return new GrpcSettings(
                ListenerSettings.read(both),
                requests,
                CallerSettings.read(both),
                both.duration("max-timeout", Duration.ofMinutes(5)),
                section.flag("compress", false) ? new Packing(requests.gzipAbove()) : Packing.NONE,
                section.flag("reflection", true));
    }
}

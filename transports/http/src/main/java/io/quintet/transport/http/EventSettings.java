package io.quintet.transport.http;

import io.quintet.config.Settings;
import java.time.Duration;

/**
 * Settings of streams of events.
 *
 * @param maxClients the most streams at a time
 * @param queue how many bytes of events may wait for one client; one that has more to catch up with is disconnected
 * @param kept how many bytes of the last events of an operation are kept for clients that come back
 * @param heartbeat how often a stream without events shows that it is alive
 * @param retry after which time a client that was disconnected is told to come back
 */
record EventSettings(int maxClients, int queue, int kept, Duration heartbeat, Duration retry) {
    private static final int MOST = 64 * 1024 * 1024;

    static EventSettings read(Settings section) {
        return new EventSettings(
                section.integer("max-clients", 1000, 0, 1_000_000),
                section.bytes("queue", 256 * 1024, 1024, MOST),
                section.bytes("kept", 1024 * 1024, 0, MOST),
                section.duration("heartbeat", Duration.ofSeconds(15)),
                section.duration("retry", Duration.ofSeconds(3)));
    }
}

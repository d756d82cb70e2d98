package io.quintet.faults.net;

import java.time.Duration;

/**
 * What a {@link FaultProxy} does to one direction of its connections.
 *
 * @param latency how much later bytes arrive
 * @param jitter at most how much later still, drawn anew for each piece; bytes stay in order
 * @param bytesPerSecond the bandwidth of each connection; 0 for all there is
 * @param blackHole whether nothing passes: what was sent stays under way, ends, resets and new connections included, and
 *     goes on when the hole is closed
 * @param resetAfter how many bytes of a connection pass before it is reset; -1 for never
 * @param slowClose how much later the end of the stream arrives
 * @param corruption which share of the bytes has one bit turned over
 * @param loss which share of the pieces never arrives, nor what comes after one on its connection, but for the end of the stream; a piece is
 *     what one read gives, as a short response
 */
public record WireFaults(
        Duration latency,
        Duration jitter,
        long bytesPerSecond,
        boolean blackHole,
        long resetAfter,
        Duration slowClose,
        double corruption,
        double loss) {
    /** Nothing fails. */
    public static final WireFaults NONE =
            new WireFaults(Duration.ZERO, Duration.ZERO, 0, false, -1, Duration.ZERO, 0, 0);

    /** Fails with an {@link IllegalArgumentException} that shows the value when one is out of range. */
    public WireFaults {
        if (latency.isNegative() || jitter.isNegative() || slowClose.isNegative()) {
            throw new IllegalArgumentException(
                    "latency, jitter, slow close: " + latency + ", " + jitter + ", " + slowClose + " (expected: >= 0)");
        }
        if (bytesPerSecond < 0 || resetAfter < -1) {
            throw new IllegalArgumentException("bytes per second, reset after: " + bytesPerSecond + ", " + resetAfter
                    + " (expected: >= 0, >= -1)");
        }
        if (!(corruption >= 0 && corruption <= 1)) {
            throw new IllegalArgumentException("corruption: " + corruption + " (expected: 0 to 1)");
        }
        if (!(loss >= 0 && loss <= 1)) {
            throw new IllegalArgumentException("loss: " + loss + " (expected: 0 to 1)");
        }
    }

    /** With latency, and jitter on top. */
    public WireFaults latency(Duration least, Duration jitterOnTop) {
        return new WireFaults(least, jitterOnTop, bytesPerSecond, blackHole, resetAfter, slowClose, corruption, loss);
    }

    /** With so much bandwidth. */
    public WireFaults bandwidth(long bytes) {
        return new WireFaults(latency, jitter, bytes, blackHole, resetAfter, slowClose, corruption, loss);
    }

    /** With a black hole. */
    public WireFaults hole() {
        return new WireFaults(latency, jitter, bytesPerSecond, true, resetAfter, slowClose, corruption, loss);
    }

    /** With a reset after so many bytes. */
    public WireFaults reset(long bytes) {
        return new WireFaults(latency, jitter, bytesPerSecond, blackHole, bytes, slowClose, corruption, loss);
    }

    /** With ends of streams that arrive late. */
    public WireFaults slowClose(Duration later) {
        return new WireFaults(latency, jitter, bytesPerSecond, blackHole, resetAfter, later, corruption, loss);
    }

    /** With damage to such a share of the bytes. */
    public WireFaults corruption(double share) {
        return new WireFaults(latency, jitter, bytesPerSecond, blackHole, resetAfter, slowClose, share, loss);
    }

    /** With such a share of the pieces lost. */
    public WireFaults loss(double share) {
        return new WireFaults(latency, jitter, bytesPerSecond, blackHole, resetAfter, slowClose, corruption, share);
    }
}

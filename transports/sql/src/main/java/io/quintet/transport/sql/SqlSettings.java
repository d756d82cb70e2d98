package io.quintet.transport.sql;

import io.quintet.config.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of the section {@code sql}.
 *
 * @param directory where the files are, shared by all processes of a machine
 * @param lease how long after its last sign of life an instance or a member counts as dead; it gives four signs in that time
 * @param retention how long messages are kept
 * @param maxSizeMib the most that messages.db may grow to; 0 for no limit but the disk's
 * @param queueMessages the most messages that wait to be written before {@code send} blocks
 * @param queueBytes the most bytes that wait to be written before {@code send} blocks
 */
record SqlSettings(
        Path directory, Duration lease, Duration retention, int maxSizeMib, int queueMessages, int queueBytes) {
    private static final int MIB = 1024 * 1024;

    static SqlSettings of(Settings settings) {
        return new SqlSettings(
                Path.of(settings.text("directory", "quintet-data")),
                settings.duration("lease", Duration.ofSeconds(2)),
                settings.duration("retention", Duration.ofHours(24)),
                settings.integer("max-size-mib", 0, 0, MIB),
                settings.integer("queue-messages", 8192, 1, 1_000_000),
                settings.bytes("queue-bytes", 32 * MIB, 1024, 1024 * MIB));
    }

    /** How often a sign of life is given. */
    Duration heartbeat() {
        return lease.dividedBy(4);
    }
}

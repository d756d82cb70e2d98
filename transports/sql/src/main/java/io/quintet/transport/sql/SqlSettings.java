package io.quintet.transport.sql;

import io.quintet.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of the section {@code sql}.
 *
 * @param directory where the files are, shared by all processes of a machine, unless there is a server
 * @param server the PostgreSQL server, if there is one
 * @param schema where the tables are on the server
 * @param lease how long after its last sign of life an instance or a member counts as dead; it gives four signs in that time
 * @param handover how long a shard that goes to another member waits for what is being handled
 * @param retention how long messages are kept
 * @param maxSizeMib the most that messages.db may grow to; 0 for no limit but the disk's
 * @param queueMessages the most messages that wait to be written before {@code send} blocks
 * @param queueBytes the most bytes that wait to be written before {@code send} blocks
 */
record SqlSettings(
        Path directory,
        Optional<PostgresAddress> server,
        String schema,
        Duration lease,
        Duration handover,
        Duration retention,
        int maxSizeMib,
        int queueMessages,
        int queueBytes) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Duration TRANSACTION_PATIENCE = Duration.ofSeconds(1);
    private static final int MIB = 1024 * 1024;

    static SqlSettings of(Settings settings) {
        Optional<PostgresAddress> server = PostgresAddress.of(settings);
        if (server.isPresent() && settings.text("directory").isPresent()) {
            throw settings.wrong(
                    "directory", "no directory where url names a server, or no url: messages are in one of them");
        }
        String schema = settings.text("schema", "quintet");
        if (!NAME.matcher(schema).matches()) {
            throw settings.wrong("schema", "lower-case letters, digits and _, beginning with a letter, at most 63");
        }
        return new SqlSettings(
                Path.of(settings.text("directory", "quintet-data")),
                server,
                schema,
                settings.duration("lease", Duration.ofSeconds(2)),
                settings.duration("handover", Duration.ofSeconds(10)),
                settings.duration("retention", Duration.ofHours(24)),
                settings.integer("max-size-mib", 0, 0, MIB),
                settings.integer("queue-messages", 8192, 1, 1_000_000),
                settings.bytes("queue-bytes", 32 * MIB, 1024, 1024 * MIB));
    }

    /** The tables on a server. */
    PostgresSchema schemaOn(PostgresAddress address) {
        return new PostgresSchema(address, schema, TRANSACTION_PATIENCE);
    }

    /** How often a sign of life is given. */
    Duration heartbeat() {
        return lease.dividedBy(4);
    }
}

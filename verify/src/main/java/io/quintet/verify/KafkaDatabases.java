package io.quintet.verify;

import io.quintet.transport.kafka.server.KafkaServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Kafka, somebody's or a private one that ends with the run, and SQLite files; each run of the workload has topics of its own. */
final class KafkaDatabases implements Databases {
    private final String run = "verify-" + Long.toString(System.currentTimeMillis(), 36) + "-";
    private final SqliteDatabases files;
    private final @Nullable KafkaServer own;
    private final String address;

    private KafkaDatabases(Path directory, @Nullable KafkaServer own, String address) {
        this.files = new SqliteDatabases(directory);
        this.own = own;
        this.address = address;
    }

    /** The one at an address; without one a private one. */
    static KafkaDatabases open(@Nullable String address, Path directory) {
        if (address != null) {
            return new KafkaDatabases(directory, null, address);
        }
        KafkaServer server = KafkaServer.start(Map.of());
        return new KafkaDatabases(directory, server, server.address());
    }

    @Override
    public Database fresh(String name) {
        return new KafkaStore(files.fresh(name), address, run + name + ".");
    }

    @Override
    public Optional<KafkaServer> server() {
        return Optional.ofNullable(own);
    }

    @Override
    public void discard(String name) {
        files.discard(name); // the topics go with the server, or when their retention is over
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}

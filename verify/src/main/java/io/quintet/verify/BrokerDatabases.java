package io.quintet.verify;

import io.quintet.servers.ServerProcess;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A broker, somebody's or a private one that ends with the run, and SQLite files; each run of the workload has channels of its own. */
final class BrokerDatabases implements Databases {
    private final String run = "verify-" + Long.toString(System.currentTimeMillis(), 36) + "-";
    private final SqliteDatabases files;
    private final Broker broker;
    private final @Nullable ServerProcess own;
    private final String address;

    private BrokerDatabases(Path directory, Broker broker, @Nullable ServerProcess own, String address) {
        this.broker = broker;
        this.files = new SqliteDatabases(directory);
        this.own = own;
        this.address = address;
    }

    /** The one at an address; without one a private one. */
    static BrokerDatabases open(Broker broker, @Nullable String address, Path directory) {
        if (address != null) {
            return new BrokerDatabases(directory, broker, null, address);
        }
        ServerProcess server = broker.start();
        return new BrokerDatabases(directory, broker, server, server.address());
    }

    @Override
    public Database fresh(String name) {
        return new BrokerStore(files.fresh(name), broker, address, run + name + ".");
    }

    @Override
    public Optional<ServerProcess> server() {
        return Optional.ofNullable(own);
    }

    @Override
    public void discard(String name) {
        files.discard(name); // the channels go with the server, or when their retention is over
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}

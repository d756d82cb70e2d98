package io.quintet.verify;

import io.quintet.servers.ServerProcess;
import java.sql.SQLException;
import java.util.Optional;

/** Where the databases of a run come from. */
interface Databases extends AutoCloseable {
    /** New ones, with nothing in them, for processes that are killed. */
    Database fresh(String name) throws SQLException;

    /** The same for instances that nobody kills, by a seed where there is a choice. */
    default Database fresh(String name, long seed) throws SQLException {
        return fresh(name);
    }

    /** What was fresh once is not needed any more. */
    void discard(String name) throws SQLException;

    /** The server that carries the messages, where the run has started one and may kill it. */
    default Optional<ServerProcess> server() {
        return Optional.empty();
    }

    @Override
    void close();
}

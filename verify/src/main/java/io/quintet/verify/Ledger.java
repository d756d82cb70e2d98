package io.quintet.verify;

import io.quintet.faults.history.Effect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the services' databases say.
 *
 * @param database theirs
 */
record Ledger(Database database) {
    /** Makes the tables for effects. */
    void create() throws SQLException {
        for (String service : Node.WITH_EFFECTS) {
            try (Connection connection = database.connect(service)) {
                EffectTable.create(connection, database.dialect());
            }
        }
    }

    /** The effects of all services, those of each in the order of their commits. */
    List<Effect> effects() throws SQLException {
        List<Effect> effects = new ArrayList<>();
        for (String service : Node.WITH_EFFECTS) {
            try (Connection connection = database.connect(service)) {
                effects.addAll(EffectTable.read(connection, database.dialect()));
            }
        }
        return effects;
    }

    /** How many rows wait in the outboxes. */
    long outboxes() throws SQLException {
        long rows = 0;
        for (String service : List.of(Node.WORKER, Node.PRODUCER)) {
            try (Connection connection = database.connect(service);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM OUTBOX")) {
                row.next();
                rows += row.getLong(1);
            }
        }
        return rows;
    }
}

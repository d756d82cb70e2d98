package io.quintet.verify;

import io.quintet.faults.CurrentDeliveries;
import io.quintet.faults.history.Effect;
import io.quintet.spi.Delivery;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table in which handlers leave their effects, within their transactions. */
final class EffectTable {
    private static final String COLUMNS =
            "subscriber_group, kind, op, ordering_key, seq, message, shard, token, node, attempt, run, cause";

    private EffectTable() {}

    /** The table, where it is absent. */
    static void create(Connection connection, Database.Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS effect(n " + dialect.counter()
                    + ", subscriber_group TEXT NOT NULL, kind TEXT NOT NULL, op TEXT NOT NULL, ordering_key TEXT NOT"
                    + " NULL, seq BIGINT NOT NULL, message TEXT NOT NULL, shard TEXT NOT NULL, token BIGINT NOT NULL,"
                    + " node TEXT NOT NULL, attempt INTEGER NOT NULL, run TEXT NOT NULL, cause TEXT NOT NULL)");
        }
    }

    /** Adds an effect, with what the current delivery of {@code named} says of itself: there is one where an inbox is. */
    static void add(
            Connection connection,
            String group,
            String kind,
            String op,
            String named,
            String key,
            long seq,
            String node,
            String run,
            String cause)
            throws SQLException {
        Optional<Delivery> delivery =
                CurrentDeliveries.all().stream().filter(each -> of(each, named)).findFirst();
        if (delivery.isEmpty() && Kinds.WITH_INBOX.contains(group)) {
            throw new IllegalStateException(group + ": no current delivery names " + named + " (expected: one)");
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO effect(" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, group);
            insert.setString(2, kind);
            insert.setString(3, op);
            insert.setString(4, key);
            insert.setLong(5, seq);
            insert.setString(6, delivery.map(each -> each.message().id()).orElse(""));
            insert.setString(7, delivery.map(each -> each.fence().shard()).orElse(""));
            insert.setLong(8, delivery.map(each -> each.fence().token()).orElse(0L));
            insert.setString(9, node);
            insert.setInt(10, delivery.map(Delivery::attempt).orElse(0));
            insert.setString(11, run);
            insert.setString(12, cause);
            insert.executeUpdate();
        }
    }

    /** Whether a delivery is that of an operation: a handler may have several under way in one transaction. */
    private static boolean of(Delivery delivery, String op) {
        return new String(delivery.message().payload(), StandardCharsets.UTF_8).contains("\"" + op + "\"");
    }

    /** All effects, in the order of their commits. */
    static List<Effect> read(Connection connection, Database.Dialect dialect) throws SQLException {
        List<Effect> effects = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT " + COLUMNS + " FROM effect ORDER BY " + dialect.commitOrder())) {
            while (row.next()) {
                effects.add(new Effect(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getString(7),
                        row.getLong(8),
                        row.getString(9),
                        row.getInt(10),
                        row.getString(11),
                        row.getString(12)));
            }
        }
        return effects;
    }
}

package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import io.quintet.config.Settings;
import io.quintet.message.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The channels of a store, for people who look after it. For one thread. */
public final class SqlChannels implements AutoCloseable {
    private final Database database;
    private final Command list;
    private final Command find;
    private final Command raise;

    private SqlChannels(Database database) {
        this.database = database;
        String channels = "SELECT name, kind, shards,"
                + " (SELECT count(*) FROM delayed WHERE channel = channel.id) FROM channel";
        list = database.prepare(channels + " ORDER BY name");
        find = database.prepare(
                channels + " WHERE name = ?" + database.dialect().forUpdate());
        raise = database.prepare("UPDATE channel SET shards = ? WHERE name = ?");
    }

    /**
     * Opens the store that the settings of the section {@code sql} name.
     *
     * @throws ConfigurationException when there is none that can be opened
     */
    public static SqlChannels open(Settings settings) {
        return new SqlChannels(
                SqlMessageTransport.opener(SqlSettings.of(settings)).messages(Durability.POWER_LOSS));
    }

    /**
     * A channel of the store.
     *
     * @param channel its name, kind and number of shards
     * @param delayed how many messages wait until they are due
     */
    public record Stored(Channel channel, long delayed) {}

    /** All channels, by name. */
    public List<Stored> list() {
        return write(() -> list.list(SqlChannels::stored));
    }

    /**
     * Splits the messages that are sent from now on by more shards; each group goes on with what was sent before, by the former number,
     * until all of that is settled.
     *
     * @return the former number
     * @throws ConfigurationException when there is no such channel, or the number is not above the former
     */
    public int raise(String name, int shards) {
        return write(() -> {
            Optional<Stored> found = find.first(SqlChannels::stored, name);
            if (found.isEmpty()) {
                throw new ConfigurationException(
                        "channel " + name + ": unknown (expected: one that has been used in " + database.name() + ")");
            }
            Channel before = found.get().channel();
            if (shards <= before.shards()) {
                throw new ConfigurationException("shards of " + name + ": " + shards + " (expected: more than "
                        + before.shards() + ", for shards can be raised and not lowered)");
            }
            Channel after = raised(before, shards);
            raise.update(after.shards(), name);
            return before.shards();
        });
    }

    private static Channel raised(Channel before, int shards) {
        try {
            return new Channel(before.name(), before.kind(), shards);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new Channel(row.getString(1), Channel.Kind.valueOf(row.getString(2)), row.getInt(3)), row.getLong(4));
    }

    private <T> T write(Database.Work<T> work) {
        try {
            return database.write(work);
        } catch (StoreException e) {
            throw e.toQuintet();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}

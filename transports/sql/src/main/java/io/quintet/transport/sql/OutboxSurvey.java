package io.quintet.transport.sql;

import io.quintet.transport.sql.Outbox.Destination;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Where anything waits in the outbox, one step at a time over the index: DISTINCT would read every waiting row, and so would SQLite for
 * {@code (transport, channel) > (?, ?)}, which it seeks by the first of the two alone.
 */
final class OutboxSurvey {
    private final Command nextChannel;
    private final Command nextTransport;

    OutboxSurvey(Database database) {
        nextChannel = database.prepare("SELECT transport, channel FROM OUTBOX WHERE refused IS NULL"
                + " AND transport = ? AND channel > ? ORDER BY channel LIMIT 1");
        nextTransport = database.prepare("SELECT transport, channel FROM OUTBOX WHERE refused IS NULL"
                + " AND transport > ? ORDER BY transport, channel LIMIT 1");
    }

    Set<Destination> destinations() throws SQLException {
        Set<Destination> found = new LinkedHashSet<>();
        Optional<Destination> next = nextTransport.first(OutboxSurvey::destination, "");
        while (next.isPresent()) {
            Destination at = next.get();
            found.add(at);
            next = nextChannel.first(OutboxSurvey::destination, at.transport(), at.channel());
            if (next.isEmpty()) {
                next = nextTransport.first(OutboxSurvey::destination, at.transport());
            }
        }
        return found;
    }

    private static Destination destination(ResultSet row) throws SQLException {
        return new Destination(row.getString(1), row.getString(2));
    }
}

package io.quintet.transport.sql.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.tck.DeadLetterReader;
import io.quintet.tck.TransportTck;
import io.quintet.transport.sql.SqlTransportProvider;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sql transport passes on SQLite. */
class SqliteTckTest extends TransportTck {
    @Override
    protected TransportProvider provider() {
        return new SqlTransportProvider();
    }

    @Override
    protected String title() {
        return "sql on SQLite";
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("directory", directory.toString(), "lease", "2s");
    }

    @Override
    protected Optional<DeadLetterReader> deadLetters() {
        return Optional.of((store, channel, group) -> {
            try (Connection connection =
                            DriverManager.getConnection("jdbc:sqlite:" + store.get("directory") + "/groups.db");
                    PreparedStatement select = connection.prepareStatement(
                            "SELECT message_id FROM dead_letter WHERE channel = ? AND subscriber_group = ? ORDER"
                                    + " BY at")) {
                select.setString(1, channel.name());
                select.setString(2, group);
                List<String> ids = new ArrayList<>();
                ResultSet rows = select.executeQuery();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        });
    }
}

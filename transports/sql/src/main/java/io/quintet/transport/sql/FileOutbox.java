package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The outbox in a SQLite file: ids are in the order of commits, and what was removed is gone. */
final class FileOutbox extends Outbox {
    private final OutboxSurvey survey;
    private final Command oldest;

    FileOutbox(Database database) {
        super(database);
        survey = new OutboxSurvey(database);
        oldest = database.prepare(ROWS);
    }

    @Override
    Collection<Destination> destinations() throws SQLException {
        return survey.destinations();
    }

    @Override
    List<Row> oldest(Destination from, boolean atomic) throws SQLException {
        OutboxBatch batch = new OutboxBatch(from.channel(), atomic);
        oldest.visit(batch::add, from.transport(), from.channel(), 0L);
        return batch.rows();
    }
}

package io.quintet.transport.sql;

import java.util.List;

/** What Quintet adds to the service's own database. */
final class ServiceTables {
    static final List<String> STATEMENTS = List.of(
            // a table with rowids: they are in the order of time, which retention needs, without an index on the time
            """
            CREATE TABLE IF NOT EXISTS PROCESSED_MESSAGES(
              subscriber_group TEXT NOT NULL,
              message_id TEXT NOT NULL,
              processed_at {integer} NOT NULL, -- milliseconds since 1970
              answer {bytes}, -- what a call with this idempotency key was answered
              PRIMARY KEY(subscriber_group, message_id)
            )\
            """,
            """
            CREATE TABLE IF NOT EXISTS OUTBOX(
              id {identity}, -- the order of commits on SQLite, which has one writer; on PostgreSQL just that of the inserts
              transport TEXT NOT NULL,
              channel TEXT NOT NULL,
              kind TEXT NOT NULL,
              shards {integer} NOT NULL,
              headers {bytes} NOT NULL,
              payload {bytes} NOT NULL,
              created_at {integer} NOT NULL, -- milliseconds since 1970
              refused TEXT -- why the transport can never accept it; such a row is kept for people to see
            )\
            """,
            "CREATE INDEX IF NOT EXISTS OUTBOX_WAITING ON OUTBOX(transport, channel, id) WHERE refused IS NULL",
            """
            CREATE TABLE IF NOT EXISTS OUTBOX_RELAY(
              one {integer} PRIMARY KEY CHECK (one = 1),
              owner TEXT NOT NULL,
              token {integer} NOT NULL, -- rises with every change of owner; removing rows needs the current one
              expires {integer} NOT NULL -- milliseconds since 1970
            )\
            """,
            "INSERT INTO OUTBOX_RELAY(one, owner, token, expires) VALUES (1, '', 0, 0) ON CONFLICT(one) DO NOTHING");

    /** Whether nothing is left to be made: so a start need not wait for a handler of another instance that holds the file's lock. */
    static final String COMPLETE = "SELECT count(*) = 4 FROM sqlite_schema"
            + " WHERE name IN ('PROCESSED_MESSAGES', 'OUTBOX', 'OUTBOX_WAITING', 'OUTBOX_RELAY')";

    /** Fail where a table of the application's own has one of the names. */
    static final List<String> PROBES = List.of(
            "SELECT processed_at, answer FROM PROCESSED_MESSAGES WHERE subscriber_group = '' AND message_id = ''",
            "SELECT id, transport, channel, kind, shards, headers, payload, created_at, refused FROM OUTBOX WHERE id ="
                    + " 0",
            "SELECT one, owner, token, expires FROM OUTBOX_RELAY");

    private ServiceTables() {}

    /** Removes some of the inbox rows that are older than a time. */
    static String prune(Dialect dialect, int most) {
        return switch (dialect) {
            case SQLITE ->
                "DELETE FROM PROCESSED_MESSAGES WHERE processed_at < ?"
                        + " AND rowid IN (SELECT rowid FROM PROCESSED_MESSAGES ORDER BY rowid LIMIT " + most + ")";
            case POSTGRES ->
                "DELETE FROM PROCESSED_MESSAGES WHERE ctid = ANY(ARRAY("
                        + "SELECT ctid FROM PROCESSED_MESSAGES WHERE processed_at < ? LIMIT " + most + "))";
        };
    }
}

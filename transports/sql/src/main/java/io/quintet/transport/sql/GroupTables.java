package io.quintet.transport.sql;

import java.util.List;

/** The tables of groups.db: who reads what, and how far. */
final class GroupTables {
    static final List<String> STATEMENTS = List.of(
            "CREATE TABLE store(id TEXT NOT NULL)",
            """
            CREATE TABLE subscriber_group(
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              channel INTEGER NOT NULL, -- channel.id in messages.db
              name TEXT NOT NULL,
              UNIQUE(channel, name)
            )\
            """,
            """
            CREATE TABLE member(
              id INTEGER PRIMARY KEY AUTOINCREMENT, -- a member that was declared dead comes back under a new id
              subscriber_group INTEGER NOT NULL,
              instance TEXT NOT NULL,
              expires INTEGER NOT NULL, -- milliseconds since 1970
              handed_out INTEGER NOT NULL DEFAULT 0 -- all messages of its shards up to here may have been delivered
            )\
            """,
            "CREATE INDEX member_of_group ON member(subscriber_group)",
            """
            CREATE TABLE shard(
              subscriber_group INTEGER NOT NULL,
              shard INTEGER NOT NULL,
              position INTEGER NOT NULL DEFAULT 0, -- all messages of the shard up to here are settled
              handed_out INTEGER NOT NULL DEFAULT 0, -- all up to here may have been delivered by former owners
              owner INTEGER, -- member.id
              token INTEGER NOT NULL DEFAULT 0, -- rises with every change of owner; writing a position needs the current one
              PRIMARY KEY(subscriber_group, shard)
            ) WITHOUT ROWID\
            """,
            """
            CREATE TABLE retry(
              subscriber_group INTEGER NOT NULL,
              shard INTEGER NOT NULL,
              seq INTEGER NOT NULL,
              attempt INTEGER NOT NULL, -- the last that failed
              PRIMARY KEY(subscriber_group, shard, seq)
            ) WITHOUT ROWID\
            """,
            """
            CREATE TABLE dead_letter(
              id INTEGER PRIMARY KEY,
              channel_id INTEGER NOT NULL,
              channel TEXT NOT NULL,
              subscriber_group TEXT NOT NULL,
              shard INTEGER NOT NULL,
              seq INTEGER NOT NULL,
              message_id TEXT NOT NULL,
              headers BLOB NOT NULL,
              payload BLOB NOT NULL,
              attempts INTEGER NOT NULL,
              error TEXT NOT NULL,
              at INTEGER NOT NULL,
              UNIQUE(channel_id, subscriber_group, seq)
            )\
            """);

    private GroupTables() {}
}

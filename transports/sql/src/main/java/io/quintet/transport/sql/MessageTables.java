package io.quintet.transport.sql;

import java.util.List;

/**
 * The tables of messages.db, or of messages on a server.
 *
 * <p>A channel is a log of segments. A segment holds the messages of one commit, of all shards, packed: a row per message and shard
 * would touch a page per shard in every commit, and a channel of 64 shards would then cost several times one of a single shard.
 *
 * <p>Messages that are not due wait in a table of their own and are moved into the log when they are; n orders those due at a time.
 *
 * <p>A segment's {@code n} is the order of commits, over all channels, so that one query tells a reader which channels have news, and
 * retention removes from one end. SQLite has one writer at a time, so a row never becomes visible after a later one. On PostgreSQL that
 * holds only per channel, whose row a writer locks, so there readers ask for what is behind a channel's last sequence.
 */
final class MessageTables {
    static final List<String> STATEMENTS = List.of(
            """
            CREATE TABLE channel(
              id {identity}, -- never used twice: positions of groups are kept by it
              name TEXT NOT NULL UNIQUE,
              kind TEXT NOT NULL,
              shards {integer} NOT NULL,
              created {integer} NOT NULL, -- milliseconds since 1970
              floor {integer} NOT NULL DEFAULT 0 -- no sequence up to here is given out again, though its row may be gone
            )\
            """,
            """
            CREATE TABLE segment(
              n {ascending},
              channel {integer} NOT NULL,
              last {integer} NOT NULL, -- sequence of the last message in it; sequences count per channel, without gaps
              at {integer} NOT NULL, -- milliseconds since 1970
              shards {integer} NOT NULL, -- by how many its messages were split
              body {bytes} NOT NULL -- see Segment
            )\
            """,
            "CREATE UNIQUE INDEX segment_of_channel ON segment(channel, last)",
            """
            CREATE TABLE delayed(
              n {ascending},
              channel {integer} NOT NULL,
              due {integer} NOT NULL, -- milliseconds since 1970
              headers {bytes} NOT NULL,
              payload {bytes} NOT NULL
            )\
            """,
            "CREATE INDEX delayed_due ON delayed(due, n)",
            "CREATE INDEX delayed_of_channel ON delayed(channel, due, n)",
            "CREATE TABLE store(id TEXT NOT NULL) -- groups.db names it: positions are worth nothing beside other"
                    + " messages",
            "INSERT INTO store(id) VALUES ({random})");

    private MessageTables() {}
}

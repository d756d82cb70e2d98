package io.quintet.transport.sql;

import java.util.List;
import java.util.stream.Stream;

/** The tables of groups.db, or of groups on a server: who reads what, and how far. */
final class GroupTables {
    /** Where messages and groups are two files, the latter bears the id of the former. */
    private static final String STORE = "CREATE TABLE store(id TEXT NOT NULL)";

    static final List<String> STATEMENTS =
            List.of("""
                CREATE TABLE subscriber_group(
                  id {identity},
                  channel {integer} NOT NULL, -- channel.id in messages.db
                  name TEXT NOT NULL,
                  UNIQUE(channel, name)
                )\
                """, """
                CREATE TABLE member(
                  id {identity}, -- a member that was declared dead comes back under a new id
                  subscriber_group {integer} NOT NULL,
                  instance TEXT NOT NULL,
                  expires {integer} NOT NULL, -- milliseconds since 1970
                  leaving {integer} NOT NULL DEFAULT 0 -- 1 while it just lets its handlers end: no shard is meant for it
                ){updated often}\
                """, "CREATE INDEX member_of_group ON member(subscriber_group)", """
                CREATE TABLE shard(
                  subscriber_group {integer} NOT NULL,
                  shard {integer} NOT NULL,
                  position {integer} NOT NULL DEFAULT 0, -- all messages of the shard up to here are settled
                  handed_out {integer} NOT NULL DEFAULT 0, -- all up to here may have been delivered by former owners
                  owner {integer}, -- member.id
                  orphaned {integer} NOT NULL DEFAULT 0, -- 1 where the last owner has not given it back
                  token {integer} NOT NULL DEFAULT 0, -- rises with every change of owner; writing a position needs the current one
                  PRIMARY KEY(subscriber_group, shard)
                ){in key}{updated often}\
                """, """
                CREATE TABLE retry(
                  subscriber_group {integer} NOT NULL,
                  shard {integer} NOT NULL,
                  seq {integer} NOT NULL,
                  attempt {integer} NOT NULL, -- the last that failed
                  history TEXT NOT NULL, -- see io.quintet.log.Attempts
                  PRIMARY KEY(subscriber_group, shard, seq)
                ){in key}\
                """, """
                CREATE TABLE dead_letter(
                  id {identity},
                  channel_id {integer} NOT NULL,
                  channel TEXT NOT NULL,
                  subscriber_group TEXT NOT NULL,
                  shard {integer} NOT NULL,
                  seq {integer} NOT NULL,
                  message_id TEXT NOT NULL,
                  headers {bytes} NOT NULL,
                  payload {bytes} NOT NULL,
                  attempts {integer} NOT NULL,
                  history TEXT NOT NULL, -- see io.quintet.log.Attempts
                  error TEXT NOT NULL, -- the last exception, with its stack trace
                  at {integer} NOT NULL,
                  UNIQUE(channel_id, subscriber_group, message_id)
                )\
                """);

    /** As of groups.db. */
    static final List<String> WITH_STORE =
            Stream.concat(Stream.of(STORE), STATEMENTS.stream()).toList();

    private GroupTables() {}
}

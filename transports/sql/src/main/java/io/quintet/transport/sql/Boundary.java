package io.quintet.transport.sql;

/**
 * Where a channel's messages begin to be split by another number of shards.
 *
 * @param group subscriber_group.id of the group that has come there
 * @param shards by how many they are split before it
 * @param seq the last sequence before it
 * @param next by how many they are split after it
 */
record Boundary(long group, int shards, long seq, int next) {}

package io.quintet.transport.sql;

/**
 * A subscription of this process as groups.db knows it.
 *
 * @param group subscriber_group.id
 * @param member member.id
 */
record Membership(long group, long member) {}

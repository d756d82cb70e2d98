/**
 * Channels, registry, outbox and inbox in SQLite files that all processes of a machine share.
 *
 * <p>Start at {@link io.quintet.transport.sql.SqlTransportProvider}; the path of a message is {@code MessageWriter}, {@code MessageReader},
 * {@code GroupMember}.
 */
@NullMarked
package io.quintet.transport.sql;

import org.jspecify.annotations.NullMarked;

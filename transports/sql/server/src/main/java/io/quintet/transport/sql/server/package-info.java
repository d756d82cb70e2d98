/** PostgreSQL for tests and the demo. Start at {@link io.quintet.transport.sql.server.PostgresServer}. */
@NullMarked
package io.quintet.transport.sql.server;

import org.jspecify.annotations.NullMarked;

/** A PostgreSQL server for the tests of this module. */
@NullMarked
package io.quintet.transport.sql.server;

import org.jspecify.annotations.NullMarked;

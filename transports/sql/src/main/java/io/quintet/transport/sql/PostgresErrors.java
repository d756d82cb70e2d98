package io.quintet.transport.sql;

import io.quintet.transport.sql.StoreException.Kind;
import java.sql.SQLException;

/**
 * What PostgreSQL's error codes mean.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
final class PostgresErrors {
    private PostgresErrors() {}

    static Kind kind(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "53100" -> Kind.FULL;
            // the last is the server's refusal of one more connection
            case "40001", "40P01", "55P03", "57014", "53300" -> Kind.BUSY;
            case "25006" -> Kind.STANDBY;
            case "XX001", "XX002" -> Kind.DAMAGED;
            case "3D000" -> Kind.LOGIN;
            // the second: no schema that the user may make tables in
            case "42501", "3F000" -> Kind.RIGHTS;
            // could not connect; starting up or shutting down
            case "08001", "08004", "57P03" -> Kind.NO_CONNECTION;
            case "57P01", "57P02" -> Kind.CONNECTION_LOST;
            case "58030" -> Kind.IO_ERROR;
            default -> byClass(state);
        };
    }

    private static Kind byClass(String state) {
        if (state.startsWith("08")) {
            return Kind.CONNECTION_LOST;
        }
        return state.startsWith("28") ? Kind.LOGIN : Kind.OTHER;
    }

    static String words(Kind kind, SQLException e) {
        return switch (kind) {
            case FULL -> "disk full on the server (expected: room there): " + e.getMessage();
            case BUSY -> "refused for the moment: " + e.getMessage();
            case STANDBY -> "read-only (expected: the primary server): " + e.getMessage();
            case DAMAGED -> "damaged (expected: a whole database; restore it): " + e.getMessage();
            case NO_CONNECTION -> "no connection (expected: a PostgreSQL server there): " + e.getMessage();
            case CONNECTION_LOST -> "connection lost: " + e.getMessage();
            case LOGIN ->
                "login refused (expected: an existing database, and a user and password for it): " + e.getMessage();
            case RIGHTS ->
                "not allowed (expected: a user who may create and write Quintet's tables): " + e.getMessage();
            default -> String.valueOf(e.getMessage());
        };
    }
}

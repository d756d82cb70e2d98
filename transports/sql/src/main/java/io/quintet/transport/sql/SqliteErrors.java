package io.quintet.transport.sql;

import io.quintet.transport.sql.StoreException.Kind;
import java.sql.SQLException;

/** What SQLite's error codes mean. */
final class SqliteErrors {
    private SqliteErrors() {}

    static Kind kind(SQLException e) {
        int primary = e.getErrorCode() & 0xff;
        return switch (primary) {
            case 5 -> Kind.BUSY;
            case 8 -> Kind.READ_ONLY;
            case 10 -> Kind.IO_ERROR;
            case 11 -> Kind.DAMAGED;
            case 13 -> Kind.FULL;
            case 14 -> Kind.CANNOT_OPEN;
            case 26 -> Kind.FOREIGN;
            default -> Kind.OTHER;
        };
    }

    static String words(Kind kind, SQLException e) {
        return switch (kind) {
            case FULL -> "disk full (expected: room on the disk, and below the setting max-size-mib where it is set)";
            case BUSY -> "locked by another process (expected: no transaction there that takes long)";
            case READ_ONLY -> "read-only (expected: a file and a directory that this process may write)";
            case DAMAGED ->
                "damaged (expected: a whole SQLite database; restore it, or move it away to start anew): "
                        + e.getMessage();
            case CANNOT_OPEN -> "cannot be opened or made (expected: a directory that this process may write)";
            case FOREIGN -> "not a SQLite database: " + e.getMessage();
            default -> String.valueOf(e.getMessage());
        };
    }
}

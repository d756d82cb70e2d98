package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.nio.file.Path;
import java.sql.SQLException;

/** SQLite refused something; knows what kind of refusal it was and what to tell people. */
final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int BUSY = 5;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private final int code;

    StoreException(Path file, SQLException cause) {
        super(file + ": " + words(cause), cause);
        this.code = primary(cause);
    }

    static boolean busy(SQLException e) {
        return primary(e) == BUSY;
    }

    boolean busy() {
        return code == BUSY;
    }

    boolean damaged() {
        return code == CORRUPT || code == NOT_A_DATABASE;
    }

    /** As a caller of Quintet gets to see it. */
    QuintetException toQuintet() {
        String message = String.valueOf(getMessage());
        QuintetException failure = switch (code) {
            case FULL -> QuintetException.refused(Code.RESOURCE_EXHAUSTED, message);
            case BUSY -> QuintetException.refused(Code.UNAVAILABLE, message);
            case READ_ONLY, CANNOT_OPEN -> QuintetException.refused(Code.FAILED_PRECONDITION, message);
            case CORRUPT, NOT_A_DATABASE -> QuintetException.concluded(Code.DATA_LOSS, FailureMode.ARBITRARY, message);
            case IO_ERROR -> QuintetException.concluded(Code.UNAVAILABLE, FailureMode.OMISSION, message);
            default -> QuintetException.concluded(Code.INTERNAL, FailureMode.ARBITRARY, message);
        };
        return failure.causedBy(this);
    }

    private static int primary(SQLException e) {
        return e.getErrorCode() & 0xff;
    }

    private static String words(SQLException e) {
        return switch (primary(e)) {
            case FULL -> "disk full (expected: room on the disk, and below the setting max-size-mib where it is set)";
            case BUSY -> "locked by another process (expected: no transaction there that takes long)";
            case READ_ONLY -> "read-only (expected: a file and a directory that this process may write)";
            case CORRUPT ->
                "damaged (expected: a whole SQLite database; restore it, or move it away to start anew): "
                        + e.getMessage();
            case CANNOT_OPEN -> "cannot be opened or made (expected: a directory that this process may write)";
            case NOT_A_DATABASE -> "not a SQLite database: " + e.getMessage();
            default -> String.valueOf(e.getMessage());
        };
    }
}

package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A database refused something; knows what kind of refusal it was and what to tell people. */
final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private StoreException(String where, Kind kind, String words, SQLException cause) {
        super(where + ": " + words, cause);
        this.kind = kind;
    }

    static StoreException of(Path file, SQLException cause) {
        Kind kind = SqliteErrors.kind(cause);
        return new StoreException(file.toString(), kind, SqliteErrors.words(kind, cause), cause);
    }

    /** @param url without secrets */
    static StoreException of(String url, SQLException cause) {
        Kind kind = PostgresErrors.kind(cause);
        return new StoreException(url, kind, PostgresErrors.words(kind, cause), cause);
    }

    boolean busy() {
        return kind == Kind.BUSY;
    }

    boolean damaged() {
        return kind == Kind.DAMAGED || kind == Kind.FOREIGN;
    }

    Kind kind() {
        return kind;
    }

    /** As a caller of Quintet gets to see it. */
    QuintetException toQuintet() {
        String message = String.valueOf(getMessage());
        QuintetException failure = switch (kind) {
            case FULL -> QuintetException.refused(Code.RESOURCE_EXHAUSTED, message);
            case BUSY, NO_CONNECTION, STANDBY -> QuintetException.refused(Code.UNAVAILABLE, message);
            case READ_ONLY, CANNOT_OPEN, LOGIN, RIGHTS -> QuintetException.refused(Code.FAILED_PRECONDITION, message);
            case DAMAGED, FOREIGN -> QuintetException.concluded(Code.DATA_LOSS, FailureMode.ARBITRARY, message);
            case IO_ERROR, CONNECTION_LOST ->
                QuintetException.concluded(Code.UNAVAILABLE, FailureMode.OMISSION, message);
            case OTHER -> QuintetException.concluded(Code.INTERNAL, FailureMode.ARBITRARY, message);
        };
        return failure.causedBy(this);
    }

    /** What went wrong. */
    enum Kind {
        /** No room. */
        FULL,
        /** Somebody else holds a lock; nothing was done. */
        BUSY,
        /** Cannot be written. */
        READ_ONLY,
        /** Cannot be opened or made. */
        CANNOT_OPEN,
        /** Its bytes are wrong. */
        DAMAGED,
        /** Not a database, or another application's. */
        FOREIGN,
        /** The disk failed. */
        IO_ERROR,
        /** No server there: nothing was done. */
        NO_CONNECTION,
        /** A server that takes no writes, as one that was the primary: nothing was done. */
        STANDBY,
        /** The connection broke: what was under way may have been done or not. */
        CONNECTION_LOST,
        /** A wrong user, password or database. */
        LOGIN,
        /** The user may not do that. */
        RIGHTS,
        /** All else. */
        OTHER
    }
}

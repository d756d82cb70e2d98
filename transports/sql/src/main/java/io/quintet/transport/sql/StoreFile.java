package io.quintet.transport.sql;

import io.quintet.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One of Quintet's own files: who it belongs to, and its tables. A file that is not Quintet's is refused before SQLite opens it, so
 * that nothing about it changes.
 */
enum StoreFile {
    MESSAGES("messages.db", "Qntm", MessageTables.STATEMENTS),
    GROUPS("groups.db", "Qntg", GroupTables.WITH_STORE),
    REGISTRY("registry.db", "Qntr", RegistryTables.STATEMENTS),
    CLAIMS("claims.db", "Qntc", ClaimTables.STATEMENTS);

    private static final int VERSION = 3;

    private final String fileName;
    private final int applicationId;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> tables;

    StoreFile(String fileName, String application, List<String> tables) {
        this.fileName = fileName;
        this.applicationId =
                ByteBuffer.wrap(application.getBytes(StandardCharsets.US_ASCII)).getInt();
        this.tables = tables;
    }

    /** Makes or checks the file; the connection can read, and write with the durability given. */
    Sqlite open(Path directory, Durability durability) {
        Path file = directory.resolve(fileName);
        DataDirectory.prepare(directory);
        try {
            checkHeader(file);
            Sqlite sqlite = Sqlite.open(file);
            try {
                create(sqlite);
                check(sqlite);
                sqlite.execute("PRAGMA wal_autocheckpoint=" + (this == MESSAGES ? 0 : 1000));
                return sqlite.writer(durability);
            } catch (RuntimeException e) {
                sqlite.close();
                throw e;
            }
        } catch (StoreException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read: " + e, e);
        }
    }

    private void checkHeader(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException(file + ": not a file (expected: " + expectation() + ")");
        }
        if (!Files.isWritable(file)) {
            throw new ConfigurationException(file + ": read-only (expected: a file that this process may write)");
        }
        SqliteHeader.read(file).ifPresent(header -> {
            checkOwner(file, header.applicationId());
            header.checkLength(file);
        });
    }

    private void checkOwner(Path file, int application) {
        if (application != applicationId) {
            throw new ConfigurationException(file + ": a SQLite database of another application, id 0x"
                    + Integer.toHexString(application) + " (expected: " + expectation() + ", id 0x"
                    + Integer.toHexString(applicationId) + "); it was left as it is");
        }
    }

    /** Identity and tables appear in one transaction before the file turns to WAL, so that its first page always tells whose it is. */
    private void create(Sqlite sqlite) {
        if (sqlite.number("PRAGMA application_id") == applicationId && walMode(sqlite)) {
            return;
        }
        sqlite.write(() -> {
            if (sqlite.number("PRAGMA application_id") == 0
                    && sqlite.number("SELECT count(*) FROM sqlite_schema") == 0) {
                sqlite.execute("PRAGMA application_id=" + applicationId);
                sqlite.execute("PRAGMA user_version=" + VERSION);
                tables.forEach(table -> sqlite.execute(Dialect.SQLITE.definition(table)));
            }
            return null;
        });
        sqlite.turnToWal();
    }

    private static boolean walMode(Sqlite sqlite) {
        return "wal".equals(sqlite.text("PRAGMA journal_mode"));
    }

    private void check(Sqlite sqlite) {
        checkOwner(sqlite.file(), (int) sqlite.number("PRAGMA application_id"));
        long version = sqlite.number("PRAGMA user_version");
        if (version != VERSION) {
            throw new ConfigurationException(sqlite.file() + ": schema version " + version + " (expected: " + VERSION
                    + (version > VERSION
                            ? "; a newer Quintet has written it: update this one)"
                            : "; an older Quintet has written it: move it away to start anew)"));
        }
    }

    private String expectation() {
        return "the file " + fileName + " of Quintet, or none";
    }
}

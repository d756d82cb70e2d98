package io.quintet.verify;

import java.nio.file.Path;

/**
 * SQLite files, a directory for each.
 *
 * @param directory where those are
 */
record SqliteDatabases(Path directory) implements Databases {
    @Override
    public SqliteStore fresh(String name) {
        return new SqliteStore(new RunDirectory(directory, true).directory(name));
    }

    @Override
    public void discard(String name) {
        RunDirectory.delete(directory.resolve(name));
    }

    @Override
    public void close() {
        // the files go with the run's directory
    }
}

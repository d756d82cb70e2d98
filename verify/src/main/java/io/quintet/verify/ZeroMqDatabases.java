package io.quintet.verify;

/**
 * Nothing that carries messages but the processes themselves, and SQLite files.
 *
 * @param files those
 */
record ZeroMqDatabases(SqliteDatabases files) implements Databases {
    @Override
    public Database fresh(String name) {
        return new ZeroMqStore(files.fresh(name));
    }

    @Override
    public void discard(String name) {
        files.discard(name);
    }

    @Override
    public void close() {
        files.close();
    }
}

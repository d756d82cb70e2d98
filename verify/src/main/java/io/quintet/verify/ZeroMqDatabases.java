package io.quintet.verify;

/**
 * Nothing that carries messages but the processes themselves, and SQLite files.
 *
 * @param files those
 */
record ZeroMqDatabases(SqliteDatabases files) implements Databases {
    @Override
    public Database fresh(String name) {
        return new ZeroMqStore(files.fresh(name), true);
    }

    /** Every second one with receipts as soon as messages have arrived: then those of a key overtake each other, unless they are kept back. */
    @Override
    public Database fresh(String name, long seed) {
        return new ZeroMqStore(files.fresh(name), seed % 2 == 0);
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

package io.quintet.transport.sql;

/** What a commit promises. */
enum Durability {
    /** It survives the loss of power. {@code fullfsync} makes that true on macOS, and is without effect elsewhere. */
    POWER_LOSS("FULL", "ON"),
    /** It survives the loss of every process; power loss may undo the last commits but never damages the file. */
    PROCESS_LOSS("NORMAL", "OFF");

    private final String synchronous;
    private final String fullfsync;

    Durability(String synchronous, String fullfsync) {
        this.synchronous = synchronous;
        this.fullfsync = fullfsync;
    }

    void apply(Sqlite sqlite) {
        sqlite.execute("PRAGMA synchronous=" + synchronous);
        sqlite.execute("PRAGMA fullfsync=" + fullfsync);
    }
}

package io.quintet.transport.sql;

/** Opens connections to a PostgreSQL server, where messages and groups are in one schema. */
final class PostgresConnections implements Connections.Opener {
    private final PostgresSchema schema;

    PostgresConnections(PostgresSchema schema) {
        this.schema = schema;
    }

    @Override
    public Database messages(Durability durability) {
        return schema.open(durability);
    }

    /** Who owns a shard must not be forgotten while owners live: positions alone are committed with less. */
    @Override
    public Database groups(Durability durability) {
        return schema.open(Durability.POWER_LOSS);
    }

    @Override
    public void check(Connections all) {
        // one schema: nothing that might not belong together
    }
}

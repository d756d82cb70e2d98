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

    @Override
    public Database groups(Durability durability) {
        return schema.open(durability);
    }

    @Override
    public void check(Connections all) {
        // one schema: nothing that might not belong together
    }
}

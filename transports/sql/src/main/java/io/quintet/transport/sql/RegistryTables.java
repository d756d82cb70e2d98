package io.quintet.transport.sql;

import java.util.List;

/** The table of registry.db, or of the registry on a server. */
final class RegistryTables {
    static final List<String> STATEMENTS = List.of("""
        CREATE TABLE instance(
          id TEXT NOT NULL,
          service TEXT NOT NULL,
          contract TEXT NOT NULL,
          transport TEXT NOT NULL,
          address TEXT NOT NULL,
          expires {integer} NOT NULL, -- milliseconds since 1970
          PRIMARY KEY(contract, id, transport)
        ){in key}{updated often}\
        """);

    private RegistryTables() {}
}

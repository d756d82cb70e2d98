package io.quintet.transport.sql;

import java.util.List;

/** The table of claims.db, or of payloads on a server. Ids sort by age. */
final class ClaimTables {
    static final List<String> STATEMENTS =
            List.of("CREATE TABLE claim(id {ascii} NOT NULL PRIMARY KEY, payload {bytes} NOT NULL)");

    private ClaimTables() {}
}

package io.quintet.transport.sql.tck;

import io.quintet.tck.ClaimStoreTck;
import java.nio.file.Path;
import java.util.Map;

/** The sql claim store passes on SQLite. */
class SqliteClaimStoreTckTest extends ClaimStoreTck {
    @Override
    protected String store() {
        return "sql";
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("directory", directory.toString());
    }
}

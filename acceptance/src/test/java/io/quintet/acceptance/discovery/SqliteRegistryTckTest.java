package io.quintet.acceptance.discovery;

import io.quintet.tck.Book;
import io.quintet.tck.RegistryTck;
import java.nio.file.Path;
import java.util.Map;

/** A file that processes share. */
class SqliteRegistryTckTest extends RegistryTck {
    @Override
    protected Book freshBook(Path directory) {
        return () -> Map.of("registry", "sql", "sql.directory", directory.toString(), "sql.lease", "2s");
    }
}

package io.quintet.tck;

import java.nio.file.Path;
import java.util.Map;

/** The memory transport passes with payloads that are compressed and put into a store, however small. */
class MemoryPackedTckTest extends MemoryTckTest {
    @Override
    protected String title() {
        return "memory, packed";
    }

    @Override
    protected Map<String, String> serviceSettings(Path directory) {
        return Map.of(
                "messages.compression",
                "gzip",
                "messages.compression-threshold",
                "16",
                "claims.store",
                "file",
                "claims.threshold",
                "16",
                "file.directory",
                directory.resolve("claims").toString());
    }
}

package io.quintet.acceptance.discovery;

import io.quintet.tck.Book;
import io.quintet.tck.RegistryTck;
import java.nio.file.Path;
import java.util.Map;

/** The registry within one JVM, of services that serve over HTTP. */
class MemoryRegistryTckTest extends RegistryTck {
    @Override
    protected Book freshBook(Path directory) {
        return new Book() {
            @Override
            public Map<String, String> settings() {
                return Map.of("registry", "memory", "memory.broker", directory.toString());
            }

            @Override
            public boolean acrossProcesses() {
                return false;
            }
        };
    }
}

package io.quintet.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.transport.memory.MemoryTransportProvider;
import java.nio.file.Path;
import java.util.Map;

/** The memory transport passes. */
class MemoryTckTest extends TransportTck {
    @Override
    protected TransportProvider provider() {
        return new MemoryTransportProvider();
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("broker", directory.toString());
    }
}

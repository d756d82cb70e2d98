package io.quintet.transport.zeromq.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.tck.TransportTck;
import io.quintet.transport.zeromq.ZeroMqTransportProvider;
import java.nio.file.Path;
import java.util.Map;

/** The zeromq transport passes over TCP. */
class ZeroMqTckTest extends TransportTck {
    @Override
    protected TransportProvider provider() {
        return new ZeroMqTransportProvider();
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("heartbeat", "500ms", "liveness", "3s");
    }

    @Override
    protected Map<String, String> registry(Path directory) {
        return Map.of(
                "registry",
                "sql",
                "sql.directory",
                directory.resolve("registry").toString());
    }
}

package io.quintet.tck;

import io.quintet.spi.TransportProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The kit over a transport whose server is restarted; started by {@link OutageTest} alone. */
class RestartableTck extends TransportTck {
    @Override
    protected TransportProvider provider() {
        return new RestartableProvider();
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("broker", directory.toString());
    }

    @Override
    protected Duration patience() {
        return RestartableProvider.POWER.reconnects ? super.patience() : Duration.ofMillis(500);
    }

    @Override
    protected Optional<Server> server() {
        return Optional.of(RestartableProvider.POWER);
    }
}

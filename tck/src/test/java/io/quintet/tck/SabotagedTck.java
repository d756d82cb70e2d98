package io.quintet.tck;

import io.quintet.spi.TransportProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The kit over a broken transport; started by {@link SabotageTest} alone. */
class SabotagedTck extends TransportTck {
    static volatile Sabotage sabotage = Sabotage.DROPS_EVERY_TENTH;

    @Override
    protected TransportProvider provider() {
        return new SabotagedProvider();
    }

    @Override
    protected String title() {
        return "sabotaged " + sabotage;
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("broker", directory.toString(), "sabotage", sabotage.name());
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(
                500); // too short for a sound transport on a slow machine, but here it is the broken that matter
    }
}

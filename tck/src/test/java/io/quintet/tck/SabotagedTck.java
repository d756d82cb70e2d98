package io.quintet.tck;

import io.quintet.spi.TransportProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The kit over a broken transport; started by {@link SabotageTest} alone. */
class SabotagedTck extends TransportTck {
    /** How that of a thread's kit is broken, for several run at once. */
    static final ThreadLocal<Sabotage> SABOTAGE = ThreadLocal.withInitial(() -> Sabotage.DROPS_EVERY_TENTH);

    @Override
    protected TransportProvider provider() {
        return new SabotagedProvider();
    }

    @Override
    protected String title() {
        return "sabotaged " + SABOTAGE.get();
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of("broker", directory.toString(), "sabotage", SABOTAGE.get().name());
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(
                500); // too short for a sound transport on a slow machine, but here it is the broken that matter
    }
}

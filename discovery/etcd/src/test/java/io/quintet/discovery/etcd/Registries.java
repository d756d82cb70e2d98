package io.quintet.discovery.etcd;

import io.quintet.config.SettingsSource;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Registries of several processes, with short times; all are closed in the end. */
final class Registries implements AutoCloseable {
    static final Sought KITCHENS = new Sought("kitchen", "http");

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<Registry> opened = new ArrayList<>();

    static EtcdSettings settings(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("lease", "1s", "timeout", "1s"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return EtcdSettings.read(new SettingsSource().code(all).settings());
    }

    /** One more process. */
    Registry open(String... settings) {
        return openAt(0, settings);
    }

    /** One that begins with a certain endpoint. */
    Registry openAt(int first, String... settings) {
        EtcdSettings read = settings(settings);
        Registry registry = new EtcdRegistry(read, new EtcdCluster(read, first, timer));
        opened.add(registry);
        return registry;
    }

    static Told follow(Registry registry) {
        Told told = new Told();
        registry.follow(KITCHENS, told);
        return told;
    }

    static Instance kitchen(String id) {
        return new Instance(id, "cooks", "kitchen", new Endpoint("http", "http://127.0.0.1:8080"));
    }

    @Override
    public void close() {
        opened.forEach(Registry::close);
        timer.shutdownNow();
    }
}

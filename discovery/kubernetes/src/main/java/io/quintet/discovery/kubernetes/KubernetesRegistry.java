package io.quintet.discovery.kubernetes;

import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One watch for each service that is called. */
final class KubernetesRegistry implements Registry {
    private final KubernetesSettings settings;
    private final ApiServer api;
    private final Map<String, SliceWatch> byService = new ConcurrentHashMap<>();

    KubernetesRegistry(KubernetesSettings settings, ApiServer api) {
        this.settings = settings;
        this.api = api;
    }

    @Override
    public Registration register(Instance instance) {
        return () -> {}; // Kubernetes lists what is ready, and strikes off what terminates
    }

    @Override
    public void follow(Sought sought, Follower follower) {
        String service = settings.service(sought.contract());
        if (!KubernetesSettings.isName(service)) {
            follower.lost("\"" + service + "\" is not the name of a service (expected: kubernetes.services."
                    + sought.contract() + " with one)");
            return;
        }
        byService
                .computeIfAbsent(service, name -> new SliceWatch(api, settings, name))
                .add(sought, follower);
    }

    @Override
    public void close() {
        byService.values().forEach(SliceWatch::close);
        api.close();
    }
}

package io.quintet.discovery.kubernetes;

import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;

/**
 * The registry {@code kubernetes}: the ready endpoints behind a service, as the cluster's API tells of them. Kubernetes lists pods and
 * strikes them off by itself: nothing is entered.
 *
 * <p>Settings: {@code api}, {@code credentials}, {@code namespace}, {@code services}, {@code port}, {@code scheme}, {@code timeout},
 * {@code watch} and {@code resync}; none is required within a cluster.
 */
public final class KubernetesRegistryProvider implements RegistryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public KubernetesRegistryProvider() {}

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Registry create(ServiceContext context) {
        KubernetesSettings settings = KubernetesSettings.read(context.settings(), System.getenv());
        return new KubernetesRegistry(settings, new ApiServer(settings, context.scheduler()));
    }
}

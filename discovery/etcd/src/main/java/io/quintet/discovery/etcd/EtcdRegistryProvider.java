package io.quintet.discovery.etcd;

import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;

/**
 * The registry {@code etcd}: each instance is a key under the lease of its process, which etcd removes when the lease runs out.
 *
 * <p>Settings: {@code endpoints}, which is required, {@code prefix}, {@code lease}, {@code timeout}, {@code watch}, {@code resync},
 * {@code user}, {@code password}, {@code tls.trust}, {@code tls.certificate} and {@code tls.key}.
 */
public final class EtcdRegistryProvider implements RegistryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public EtcdRegistryProvider() {}

    @Override
    public String name() {
        return "etcd";
    }

    @Override
    public Registry create(ServiceContext context) {
        EtcdSettings settings = EtcdSettings.read(context.settings());
        return new EtcdRegistry(settings, new EtcdCluster(settings, context.scheduler()));
    }
}

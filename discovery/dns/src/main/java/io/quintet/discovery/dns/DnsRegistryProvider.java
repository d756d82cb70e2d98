package io.quintet.discovery.dns;

import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;

/**
 * The registry {@code dns}: instances from SRV records, or from A and AAAA records and a port; asked again when the records' time to
 * live is over. Whoever runs the instances writes the records: nothing is entered.
 *
 * <p>Settings: {@code servers}, {@code records}, {@code name}, {@code names}, {@code port}, {@code scheme}, {@code timeout},
 * {@code least-ttl}, {@code most-ttl}; none is required.
 */
public final class DnsRegistryProvider implements RegistryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DnsRegistryProvider() {}

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public Registry create(ServiceContext context) {
        DnsSettings settings = DnsSettings.read(context.settings());
        return new DnsRegistry(settings, new Resolution(settings.resolver(), settings.search()), context.scheduler());
    }
}

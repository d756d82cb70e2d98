package io.quintet.discovery.platform;

import io.quintet.spi.Endpoint;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Sought;
import java.util.List;

/**
 * The registry {@code platform}: every contract is served at one address that the platform stands for, as the name of a Kubernetes
 * service, a virtual address or a load balancer. Nothing is asked and nothing is entered; the platform knows who runs.
 *
 * <p>Setting: {@code address}, in which <code>{contract}</code> and <code>{transport}</code> stand for their names.
 */
public final class PlatformRegistryProvider implements RegistryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public PlatformRegistryProvider() {}

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public Registry create(ServiceContext context) {
        String address = context.settings().text("address", "http://{contract}");
        if (!Endpoint.isAddress(address)) {
            throw context.settings().wrong("address", "an address such as http://{contract}:8080");
        }
        return new PlatformRegistry(address);
    }

    private record PlatformRegistry(String address) implements Registry {
        @Override
        public Registration register(Instance instance) {
            return () -> {}; // it is the platform that starts and stops instances
        }

        @Override
        public void follow(Sought sought, Follower follower) {
            String own = address.replace("{contract}", sought.contract()).replace("{transport}", sought.transport());
            follower.seen(List.of(
                    new Instance(own, sought.contract(), sought.contract(), new Endpoint(sought.transport(), own))));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}

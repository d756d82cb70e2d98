package io.quintet.runtime;

import io.quintet.spi.Endpoint;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where others reach what listens at an address: all addresses of a machine, as containers do, are none that others could call. */
final class PublicAddress {
    private static final Logger LOG = LoggerFactory.getLogger(PublicAddress.class);
    private static final Set<String> ALL_OF_THE_MACHINE = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

    private PublicAddress() {}

    /** With {@code host} where it is given, and with this machine's own where the address stands for all of them. */
    static Endpoint of(Endpoint listening, @Nullable String host) {
        URI address = URI.create(listening.address());
        if (address.getHost() == null || (host == null && !ALL_OF_THE_MACHINE.contains(address.getHost()))) {
            return listening;
        }
        String reached = host == null ? own(address.getHost()) : host;
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String more = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new Endpoint(listening.transport(), address.getScheme() + "://" + reached + port + more);
    }

    private static String own(String otherwise) {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            LOG.warn(
                    "{} cannot be called by others, and this machine does not know its own (expected: discovery.host)",
                    otherwise,
                    e);
            return otherwise;
        }
    }
}

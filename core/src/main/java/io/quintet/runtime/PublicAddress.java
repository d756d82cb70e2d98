package io.quintet.runtime;

import io.quintet.spi.Endpoint;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where others reach what listens at an address: all addresses of a machine, as containers do, are none that others could call. */
final class PublicAddress {
    private static final Logger LOG = LoggerFactory.getLogger(PublicAddress.class);
    private static final Set<String> ALL_OF_THE_MACHINE = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

    private PublicAddress() {}

    /** What a machine says of itself. */
    interface Machine {
        /** The address that its name stands for; fails where there is none. */
        InetAddress named() throws IOException;

        /** Those of its interfaces that are up, in the order of the interfaces. */
        List<InetAddress> all() throws IOException;
    }

    private static final Machine THIS = new Machine() {
        @Override
        public InetAddress named() throws IOException {
            return InetAddress.getLocalHost();
        }

        @Override
        public List<InetAddress> all() throws IOException {
            return NetworkInterface.networkInterfaces()
                    .filter(PublicAddress::up)
                    .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        }
    };

    private static boolean up(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (IOException e) {
            LOG.debug("{}: not known whether it is up", one, e);
            return false;
        }
    }

    /** With {@code host} where it is given, and with this machine's own where the address stands for all of them. */
    static Endpoint of(Endpoint listening, @Nullable String host) {
        return of(listening, host, THIS);
    }

    static Endpoint of(Endpoint listening, @Nullable String host, Machine machine) {
        URI address = URI.create(listening.address());
        if (address.getHost() == null || (host == null && !ALL_OF_THE_MACHINE.contains(address.getHost()))) {
            return listening;
        }
        String reached = host == null ? own(address.getHost(), machine) : host;
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        String more = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return new Endpoint(listening.transport(), address.getScheme() + "://" + reached + port + more);
    }

    private static String own(String otherwise, Machine machine) {
        try {
            InetAddress named = machine.named();
            if (reachable(named)) {
                return host(named);
            }
            // many systems have their name stand for a loopback address, such as 127.0.1.1
            InetAddress chosen = machine.all().stream()
                    .filter(PublicAddress::reachable)
                    .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                    .orElse(null);
            if (chosen != null) {
                LOG.info("others are told to call {}, as the name of this machine stands for {}", chosen, named);
                return host(chosen);
            }
            LOG.warn("{} cannot be called by other machines (expected: discovery.host)", named);
            return host(named);
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be called by others, and this machine does not know its own (expected: discovery.host)",
                    otherwise,
                    e);
            return otherwise;
        }
    }

    private static boolean reachable(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isAnyLocalAddress();
    }

    private static String host(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        String text = address.getHostAddress();
        int scope = text.indexOf('%'); // means something on this machine only
        return "[" + (scope < 0 ? text : text.substring(0, scope)) + "]";
    }
}

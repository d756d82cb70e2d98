package io.quintet.discovery.dns;

import io.quintet.config.Settings;
import io.quintet.spi.Sought;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;

/**
 * All settings of the registry.
 *
 * @param servers who is asked, one after the other; empty for those of the system
 * @param srv whether SRV records are asked for, rather than addresses
 * @param name the domain name of a contract, with <code>{contract}</code> for the contract's
 * @param names domain names of contracts that have another one
 * @param port of instances, where the records are addresses
 * @param scheme of instances
 * @param timeout of one question to one server
 * @param leastTtl how long an answer holds at least, and the time before a question that failed is asked again
 * @param mostTtl how long an answer holds at most
 */
record DnsSettings(
        List<InetSocketAddress> servers,
        boolean srv,
        String name,
        Map<String, String> names,
        int port,
        String scheme,
        Duration timeout,
        Duration leastTtl,
        Duration mostTtl) {
    private static final int RETRIES = 2;

    static DnsSettings read(Settings section) {
        Settings names = section.section("names");
        DnsSettings read = new DnsSettings(
                servers(section),
                oneOf(section, "records", "address", "srv").equals("srv"),
                section.text("name", "{contract}"),
                names.all(),
                section.integer("port", 80, 1, 65535),
                oneOf(section, "scheme", "http", "https"),
                section.duration("timeout", Duration.ofSeconds(2)),
                section.duration("least-ttl", Duration.ofSeconds(1)),
                section.duration("most-ttl", Duration.ofSeconds(30)));
        if (read.leastTtl.compareTo(read.mostTtl) > 0) {
            throw section.wrong("least-ttl", "at most most-ttl, which is " + read.mostTtl);
        }
        check(section, "name", read.name.replace("{contract}", "contract"));
        read.names.forEach((contract, name) -> check(names, contract, name));
        return read;
    }

    private static String oneOf(Settings section, String setting, String first, String second) {
        String value = section.text(setting, first);
        if (!value.equals(first) && !value.equals(second)) {
            throw section.wrong(setting, first + " or " + second);
        }
        return value;
    }

    private static void check(Settings section, String setting, String name) {
        try {
            Name unused = Name.fromString(name);
        } catch (TextParseException e) {
            throw section.wrong(setting, "a domain name, such as kitchen.shop.example");
        }
    }

    private static List<InetSocketAddress> servers(Settings section) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String server : section.text("servers", "").split(",", -1)) {
            if (!server.isBlank()) {
                servers.add(server(section, server.strip()));
            }
        }
        return List.copyOf(servers);
    }

    private static InetSocketAddress server(Settings section, String server) {
        try {
            URI uri = URI.create("dns://" + server);
            if (uri.getHost() != null && uri.getPath().isEmpty()) {
                return new InetSocketAddress(
                        uri.getHost(), uri.getPort() < 0 ? SimpleResolver.DEFAULT_PORT : uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            throw section.wrong("servers", "addresses such as 10.0.0.2, 127.0.0.1:5353");
        }
        throw section.wrong("servers", "addresses such as 10.0.0.2, 127.0.0.1:5353");
    }

    /** Asks the servers, the next one when one fails or is silent. */
    Resolver resolver() {
        List<Resolver> each = new ArrayList<>();
        for (InetSocketAddress server :
                servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : servers) {
            Resolver resolver = new SimpleResolver(server);
            resolver.setTimeout(timeout);
            each.add(resolver);
        }
        ExtendedResolver all = new ExtendedResolver(each);
        all.setRetries(RETRIES);
        all.setTimeout(timeout.multipliedBy((long) RETRIES * each.size()));
        return all;
    }

    /** What is added to short names; that of the system goes with the servers of the system. */
    Search search() {
        ResolverConfig system = ResolverConfig.getCurrentConfig();
        return servers.isEmpty() ? new Search(system.searchPath(), system.ndots()) : new Search(List.of(), 1);
    }

    /** The domain name of those that are sought. */
    Name nameOf(Sought sought) throws TextParseException {
        String own = names.getOrDefault(sought.contract(), name.replace("{contract}", sought.contract()));
        return Name.fromString(srv ? "_" + sought.transport() + "._tcp." + own : own);
    }

    /** How long an answer holds. */
    Duration hold(long ttlSeconds) {
        Duration ttl = Duration.ofSeconds(ttlSeconds);
        return ttl.compareTo(leastTtl) < 0 ? leastTtl : ttl.compareTo(mostTtl) > 0 ? mostTtl : ttl;
    }
}

package io.quintet.runtime;

import io.quintet.config.Settings;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Sought;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds those that serve, and lets others find this instance: by the registry of the configuration, but for contracts whose endpoints
 * the configuration lists. Makes the registry when it is first needed. Safe for use by many threads.
 */
final class Discovery implements AutoCloseable {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

    private final Settings settings;
    private final Transports transports;
    private final Function<String, ServiceContext> context;
    private final Plugins<RegistryProvider> providers =
            new Plugins<>(RegistryProvider.class, "registry", RegistryProvider::name);
    private final @Nullable String host;
    private final Map<String, List<String>> listed;
    private final Duration grace;
    private @Nullable Registry registry;

    Discovery(Settings settings, Transports transports, Function<String, ServiceContext> context) {
        this.settings = settings;
        this.transports = transports;
        this.context = context;
        this.grace = settings.section("discovery").duration("grace", Duration.ofSeconds(15));
        this.host = settings.section("discovery").text("host").orElse(null);
        settings.section("discovery").rejectUnread();
        this.listed = listed(settings.section("endpoints"));
    }

    private static Map<String, List<String>> listed(Settings endpoints) {
        Map<String, List<String>> byContract = new HashMap<>();
        endpoints.all().forEach((contract, text) -> {
            List<String> addresses = List.of(SEPARATOR.split(text.strip(), -1));
            if (addresses.stream().anyMatch(String::isEmpty)) {
                throw endpoints.wrong(
                        contract, "addresses with commas between them, such as http://10.0.0.7:8080, http://kitchen");
            }
            byContract.put(contract, addresses);
        });
        return byContract;
    }

    /** Whether a registry of that name is on the class path. */
    boolean knows(String name) {
        return providers.all().containsKey(name);
    }

    /** Those reached over one transport. */
    Directory over(String transport) {
        return new Directory(contract -> peers(new Sought(contract, transport)));
    }

    private Peers peers(Sought sought) {
        Peers peers = new Peers(sought, grace, context.apply("discovery").scheduler());
        List<String> addresses = listed.get(sought.contract());
        if (addresses == null) {
            registry().follow(sought, peers);
        } else {
            peers.seen(addresses.stream()
                    .map(address -> new Instance(
                            address, sought.contract(), sought.contract(), new Endpoint(sought.transport(), address)))
                    .toList());
        }
        return peers;
    }

    Registry.Registration register(Instance instance) {
        Endpoint reached = PublicAddress.of(instance.endpoint(), host);
        return registry().register(new Instance(instance.id(), instance.service(), instance.contract(), reached));
    }

    private synchronized Registry registry() {
        if (registry == null) {
            String chosen = settings.text("registry", transports.calls().equals("memory") ? "memory" : "sql");
            ServiceContext own = context.apply(chosen);
            Registry made = providers.get(settings, "registry", chosen).create(own);
            try {
                if (!transports.knows(chosen)) {
                    own.settings().rejectUnread(); // what it shares with a transport, that one reads
                }
            } catch (RuntimeException e) {
                made.close();
                throw e;
            }
            registry = made;
        }
        return registry;
    }

    @Override
    public synchronized void close() {
        if (registry != null) {
            registry.close();
        }
    }
}

package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.config.Settings;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;
import io.quintet.spi.Sought;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds those that serve, and lets others find this instance: by the registry of the configuration, but for contracts whose endpoints
 * the configuration lists. Makes the registry when it is first needed. Safe for use by many threads.
 */
final class Discovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    /** What a registry has to end in when no time is left: one that answers takes out within that what is still entered. */
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

    private final Settings settings;
    private final Transports transports;
    private final Function<String, ServiceContext> context;
    private final Plugins<RegistryProvider> providers =
            new Plugins<>(RegistryProvider.class, "registry", RegistryProvider::name);
    private final @Nullable String host;
    private final Map<String, List<String>> listed;
    private final Duration grace;
    private final Duration quiet;
    private final Map<String, Directory> directories = new ConcurrentHashMap<>();
    private final Queue<Parting> entries = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Deadline leaving;
    private @Nullable Registry registry;

    Discovery(Settings settings, Transports transports, Function<String, ServiceContext> context) {
        this.settings = settings;
        this.transports = transports;
        this.context = context;
        this.grace = settings.section("discovery").duration("grace", Duration.ofSeconds(15));
        this.quiet = settings.section("discovery").duration("quiet", Duration.ofMillis(300));
        this.host = host(settings.section("discovery"));
        settings.section("discovery").rejectUnread();
        this.listed = listed(settings.section("endpoints"));
    }

    private static @Nullable String host(Settings section) {
        String host = section.text("host").orElse(null);
        if (host != null && !HOST.matcher(host).matches()) {
            throw section.wrong("host", "a host's name or address, such as kitchen-1, 10.0.0.7 or [fd00::7]");
        }
        return host;
    }

    private static Map<String, List<String>> listed(Settings endpoints) {
        Map<String, List<String>> byContract = new HashMap<>();
        endpoints.all().forEach((contract, text) -> {
            List<String> addresses = List.of(SEPARATOR.split(text.strip(), -1));
            if (!addresses.stream().allMatch(Endpoint::isAddress)) {
                throw endpoints.wrong(
                        contract, "addresses with commas between them, such as http://10.0.0.7:8080, http://kitchen");
            }
            byContract.put(contract, addresses);
        });
        return byContract;
    }

    /** How long no call must have come before an instance that leaves closes its connections. */
    Duration quiet() {
        return quiet;
    }

    /** Whether a registry of that name is on the class path. */
    boolean knows(String name) {
        return providers.all().containsKey(name);
    }

    /** Those reached over one transport. */
    Directory over(String transport) {
        return directories.computeIfAbsent(
                transport, name -> new Directory(contract -> peers(new Sought(contract, name))));
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

    /** Enters this instance, until it leaves. */
    void enter(Instance instance) {
        Parting entry = new Parting("entry of " + instance.contract(), register(instance)::close);
        entries.add(entry);
        if (leaving != null) {
            entry.begin();
        }
    }

    /** Takes this instance out, all its entries at once; what the registry has not answered until then goes on by itself. */
    void leave(Deadline until) {
        leaving = until;
        entries.forEach(Parting::begin);
        long left = entries.stream().filter(entry -> !entry.within(until)).count();
        if (left > 0) {
            LOG.warn(
                    "{} entries are still in the registry, which does not answer: callers may come until it does",
                    left);
        }
    }

    Registry.Registration register(Instance instance) {
        Endpoint reached = PublicAddress.of(instance.endpoint(), host);
        return registry().register(new Instance(instance.id(), instance.service(), instance.contract(), reached));
    }

    /** The registry for transports, which find by it whoever takes their messages; nothing is made before they use it. */
    Registry forTransports() {
        return new Registry() {
            @Override
            public Registration register(Instance instance) {
                Registration registration = Discovery.this.register(instance);
                Parting entry = new Parting("entry of " + instance.id(), registration::close);
                return () -> {
                    Deadline until = leaving;
                    if (until == null) {
                        registration.close();
                    } else {
                        boolean unused = entry.within(until); // else it goes on by itself
                    }
                };
            }

            @Override
            public void follow(Sought sought, Follower follower) {
                registry().follow(sought, follower);
            }

            @Override
            public void close() {
                // its maker does
            }
        };
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

    /** Closes the registry, or gives that up. */
    void close(Deadline patience) {
        Deadline last = Deadline.in(LAST_WORD);
        Parting closing = new Parting("registry", this::close);
        if (!closing.within(patience.remainingNanos() > last.remainingNanos() ? patience : last)) {
            LOG.warn("the registry does not end, and is left alone: what is entered stays until it notices");
            closing.giveUp();
        }
    }

    @Override
    public synchronized void close() {
        if (registry != null) {
            registry.close();
        }
    }
}

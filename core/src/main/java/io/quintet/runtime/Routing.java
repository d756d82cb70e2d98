package io.quintet.runtime;

import io.quintet.config.Settings;
import io.quintet.contract.OperationModel;
import io.quintet.resilience.Balancing;
import io.quintet.resilience.Circuit;
import io.quintet.resilience.CircuitSettings;
import io.quintet.resilience.Health;
import io.quintet.resilience.Outliers;
import io.quintet.resilience.Ticker;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes the last links of client chains: whom they can reach, with what this side keeps about each. Safe for use by many threads. */
final class Routing {
    private static final int MOST = 10_000;

    private final Settings settings;
    private final Chains chains;
    private final Circuits circuits;
    private final Discovery discovery;
    private final Ticker ticker;
    private final RandomGenerator random;
    private final Map<Endpoint, Health> healths = new ConcurrentHashMap<>();
    private final Map<String, Outliers> outliers = new ConcurrentHashMap<>();

    Routing(
            Settings settings,
            Chains chains,
            Circuits circuits,
            Discovery discovery,
            Ticker ticker,
            RandomGenerator random) {
        this.settings = settings;
        this.chains = chains;
        this.circuits = circuits;
        this.discovery = discovery;
        this.ticker = ticker;
        this.random = random;
    }

    ClientPolicies policies(OperationModel operation) {
        return ClientPolicies.read(Scopes.of(settings, operation));
    }

    /** What chooses among the instances that serve an operation over calls. */
    Invoker overCalls(OperationModel operation, CallTransport transport, ClientPolicies policies) {
        Outliers.Settings ejects = policies.outliers();
        Outliers ejection = ejects == null
                ? null
                : outliers.computeIfAbsent(transport.name() + " " + operation.contract(), name -> new Outliers(ejects));
        Peers peers = discovery.over(transport.name()).peers(operation.contract());
        RouteTable table = new RouteTable(
                peers::instances,
                transport.name(),
                operation,
                instance -> route(operation, transport, instance, policies.zone(), ejection),
                size -> {
                    if (ejection != null) {
                        ejection.size(size);
                    }
                });
        Invoker choice = operation.quorum() > 1
                ? new QuorumReads(table, operation.quorum(), policies.hedgeAfter(), random)
                : new Balancer(
                        table,
                        balancing(policies.balance()),
                        policies.balance() == ClientPolicies.Balance.CONSISTENT_HASH);
        return new FirstAnswer(choice, peers);
    }

    private Balancing balancing(ClientPolicies.Balance balance) {
        return switch (balance) {
            case TWO_CHOICES -> Balancing.twoChoices(random);
            case ROUND_ROBIN -> Balancing.roundRobin();
            case WEIGHTED -> Balancing.weighted(random);
            case CONSISTENT_HASH -> Balancing.consistentHash(Balancing.twoChoices(random));
        };
    }

    private Route route(
            OperationModel operation,
            CallTransport transport,
            Instance instance,
            @Nullable String zone,
            @Nullable Outliers ejection) {
        Scopes scopes = Scopes.of(settings, operation, instance.id(), instance.service());
        Endpoint endpoint = instance.endpoint();
        Target target = readTarget(scopes);
        Peer peer = new Peer(health(endpoint), circuit(operation, endpoint.address(), target.circuit()), ejection);
        return new Route(
                instance,
                chains.peer(new RemoteCall(transport, endpoint, peer.health()), peer),
                peer.health(),
                peer.circuit(),
                target.weight(),
                instance.id().hashCode(),
                zone != null && zone.equals(target.zone()));
    }

    /** What is set for whom calls go to. */
    record Target(
            @Nullable CircuitSettings circuit,
            int weight,
            @Nullable String zone) {}

    static Target readTarget(Scopes scopes) {
        return new Target(CircuitReader.read(scopes), scopes.integer("weight", 1, 1, 1000), scopes.text("zone"));
    }

    private Health health(Endpoint endpoint) {
        if (healths.size() > MOST) {
            healths.values().removeIf(old -> old.inFlight() == 0); // endpoints come and go with restarts
        }
        return healths.computeIfAbsent(endpoint, unused -> new Health(ticker));
    }

    private @Nullable Circuit circuit(OperationModel operation, String target, @Nullable CircuitSettings settings) {
        return settings == null ? null : circuits.of(operation, target, settings);
    }

    /** What asks over messages, where the channel takes the place of an endpoint. */
    Invoker overMessages(OperationModel operation, MessageRequest requests, String channel, ClientPolicies policies) {
        return chains.peer(requests, new Peer(new Health(ticker), circuit(operation, channel, policies), null));
    }

    /** The circuit of an operation over a channel; null where there are none. */
    @Nullable
    Circuit circuit(OperationModel operation, String channel, ClientPolicies policies) {
        return circuit(operation, channel, policies.circuit());
    }
}

package io.quintet.examples.fooddelivery.demo;

import io.quintet.faults.net.FaultProxy;
import io.quintet.faults.net.WireFaults;
import io.quintet.servers.Ports;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ways to services that are to fail: their processes listen at fixed ports, also after a restart, and what is to happen to their answers
 * happens in a proxy in front of each. Others listen where they like. Safe for use by many threads.
 */
final class Wires implements AutoCloseable {
    private static final long SEED = 5;

    private final Map<String, Wire> byInstance = new LinkedHashMap<>();

    private record Wire(Role role, int port, FaultProxy proxy, boolean wrong) {}

    /** For services that are to fail in these ways. */
    Wires(List<Fault> faults) {
        for (Fault fault : faults) {
            boolean wrong = faults.stream()
                    .anyMatch(other ->
                            other.service().equals(fault.service()) && other.mode() instanceof FaultMode.Response);
            for (String instance : fault.service().instanceNames()) {
                byInstance.computeIfAbsent(instance, any -> wire(fault.service(), wrong));
            }
        }
    }

    private static Wire wire(Role role, boolean wrong) {
        int port = Ports.free();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new Wire(role, port, FaultProxy.to(address, SEED), wrong);
    }

    /** Where an instance listens; 0 for anywhere. */
    int port(String instance) {
        Wire wire = byInstance.get(instance);
        return wire == null ? 0 : wire.port;
    }

    /** Whether an instance must be able to answer wrongly. */
    boolean wrong(String instance) {
        Wire wire = byInstance.get(instance);
        return wire != null && wire.wrong;
    }

    /** The addresses to call instead of what the registry says, by contract, as the setting {@code endpoints} has them. */
    Map<String, String> endpoints() {
        return byInstance.values().stream()
                .collect(Collectors.groupingBy(
                        wire -> wire.role.sparedContract().name(),
                        LinkedHashMap::new,
                        Collectors.mapping(Wires::address, Collectors.joining(", "))));
    }

    private static String address(Wire wire) {
        return "http://127.0.0.1:" + wire.proxy.address().getPort();
    }

    /** From now on, to the answers of all instances of a service. */
    void answers(Role service, WireFaults faults) {
        of(service).forEach(wire -> wire.proxy.backward(faults));
    }

    /**
     * From now on nothing happens to them. Connections on which something was lost would stay dead, which callers that share one for all
     * their calls cannot know: they are reset.
     */
    void heal(Role service) {
        answers(service, WireFaults.NONE);
        of(service).forEach(wire -> wire.proxy.reset());
    }

    private Stream<Wire> of(Role service) {
        return byInstance.values().stream().filter(wire -> wire.role.equals(service));
    }

    /** How often a fault has befallen an answer of a service so far. */
    long struck(Role service) {
        return of(service).mapToLong(wire -> wire.proxy.struck()).sum();
    }

    @Override
    public void close() {
        byInstance.values().forEach(wire -> wire.proxy.close());
    }
}

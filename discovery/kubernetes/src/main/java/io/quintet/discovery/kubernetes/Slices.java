package io.quintet.discovery.kubernetes;

import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The slices of one service, and the instances in them: those that are ready, and where there is none, those that still serve while they
 * terminate, as kube-proxy does it.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/">EndpointSlices</a>
 */
final class Slices {
    private final Map<String, JsonNode> byName = new HashMap<>();

    Slices copy() {
        Slices copy = new Slices();
        copy.byName.putAll(byName);
        return copy;
    }

    void clear() {
        byName.clear();
    }

    void put(JsonNode slice) {
        byName.put(name(slice), slice);
    }

    void remove(JsonNode slice) {
        byName.remove(name(slice));
    }

    private static String name(JsonNode slice) {
        return slice.path("metadata").path("name").asString("");
    }

    /** The instances at a port; each once, though it may be in two slices while it moves from one to the other. */
    List<Instance> instances(Sought sought, String service, String port, String scheme) {
        List<Instance> four = instances(sought, service, port, scheme, false);
        return four.isEmpty() ? instances(sought, service, port, scheme, true) : four; // of both stacks: one is not two
    }

    private List<Instance> instances(Sought sought, String service, String port, String scheme, boolean six) {
        Map<String, Instance> ready = new TreeMap<>();
        Map<String, Instance> leaving = new TreeMap<>();
        for (JsonNode slice : byName.values()) {
            int number = port(slice, port);
            if (number == 0 || six != type(slice).equals("IPv6")) {
                continue;
            }
            for (JsonNode endpoint : slice.path("endpoints")) {
                JsonNode conditions = endpoint.path("conditions");
                boolean isReady = conditions.path("ready").asBoolean(true); // absent means ready
                boolean serves = conditions.path("serving").asBoolean(isReady);
                if (isReady || serves) {
                    Instance instance = instance(sought, service, scheme, number, type(slice), endpoint);
                    (isReady ? ready : leaving).put(instance.endpoint().address(), instance);
                }
            }
        }
        return new ArrayList<>((ready.isEmpty() ? leaving : ready).values());
    }

    private static String type(JsonNode slice) {
        return slice.path("addressType").asString("IPv4");
    }

    private static Instance instance(
            Sought sought, String service, String scheme, int port, String type, JsonNode endpoint) {
        String host = endpoint.path("addresses").path(0).asString(""); // more than one mean the same
        String address = scheme + "://" + (type.equals("IPv6") ? "[" + host + "]" : host) + ":" + port;
        String pod = endpoint.path("targetRef").path("name").asString(address);
        return new Instance(pod, service, sought.contract(), new Endpoint(sought.transport(), address));
    }

    /** The port of that name, or the only one. */
    private static int port(JsonNode slice, String name) {
        JsonNode ports = slice.path("ports");
        for (JsonNode port : ports) {
            if (port.path("name").asString("").equals(name)) {
                return port.path("port").asInt(0);
            }
        }
        return ports.size() == 1 ? ports.path(0).path("port").asInt(0) : 0;
    }
}

package io.quintet.discovery.zookeeper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import java.io.IOException;
import java.net.URI;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.ServiceInstanceBuilder;
import org.apache.curator.x.discovery.ServiceType;
import org.apache.curator.x.discovery.details.InstanceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Curator's JSON of instances, so that others that use its service discovery find ours, and we theirs. Curator's own reader would make
 * objects of classes that the document names.
 *
 * <p>The transport and the whole address stand in the payload: Curator has a host and two ports only. Where they are missing the transport
 * is http, and so is the address.
 */
final class InstanceFormat implements InstanceSerializer<Instance> {
    private static final int MOST_BYTES = 64 * 1024;

    private final ObjectMapper json = new ObjectMapper();

    /** An instance of a contract as Curator takes it. */
    static ServiceInstance<Instance> wrap(Instance instance) {
        URI address = URI.create(instance.endpoint().address());
        String id = instance.id() + "@" + instance.endpoint().transport(); // it may serve over several
        boolean secure = "https".equals(address.getScheme());
        return new ServiceInstance<>(
                instance.contract(),
                id,
                address.getHost(),
                secure ? null : port(address, 80),
                secure ? port(address, 443) : null,
                instance,
                System.currentTimeMillis(),
                ServiceType.DYNAMIC,
                null);
    }

    /** The port for those who know no other addresses; null where it has none. */
    private static @Nullable Integer port(URI address, int otherwise) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return address.getHost() == null ? null : otherwise;
    }

    @Override
    public byte[] serialize(ServiceInstance<Instance> instance) throws IOException {
        Instance own = instance.getPayload();
        ObjectNode document = json.createObjectNode()
                .put("name", instance.getName())
                .put("id", instance.getId())
                .put("address", instance.getAddress())
                .put("port", instance.getPort())
                .put("sslPort", instance.getSslPort());
        document.putObject("payload")
                .put("service", own.service())
                .put("transport", own.endpoint().transport())
                .put("address", own.endpoint().address());
        document.put("registrationTimeUTC", instance.getRegistrationTimeUTC())
                .put("serviceType", instance.getServiceType().name())
                .putNull("uriSpec")
                .put("enabled", instance.isEnabled());
        return json.writeValueAsBytes(document);
    }

    @Override
    public ServiceInstance<Instance> deserialize(byte[] bytes) throws Exception {
        JsonNode document = bytes.length > MOST_BYTES ? json.createObjectNode() : read(bytes);
        String name = document.path("name").asText("");
        String id = document.path("id").asText("");
        Instance instance = instance(document, name, id);
        ServiceInstanceBuilder<Instance> builder = ServiceInstance.<Instance>builder()
                .name(name)
                .id(id)
                .address(document.path("address").asText(""))
                .enabled(instance != null && document.path("enabled").asBoolean(true));
        if (instance != null) {
            builder.payload(instance);
        }
        return builder.build();
    }

    private JsonNode read(byte[] bytes) {
        try {
            return json.readTree(bytes);
        } catch (IOException e) {
            return json.createObjectNode(); // not an instance; whoever wrote it did not mean us
        }
    }

    private static @Nullable Instance instance(JsonNode document, String name, String id) {
        JsonNode payload = document.path("payload");
        String whole = payload.path("address").asText("");
        String address = Endpoint.isAddress(whole) ? whole : address(document);
        if (name.isEmpty() || !Endpoint.isAddress(address)) {
            return null;
        }
        String transport = payload.path("transport").asText("http");
        return new Instance(
                id.endsWith("@" + transport) ? id.substring(0, id.length() - transport.length() - 1) : id,
                payload.path("service").asText(name),
                name,
                new Endpoint(transport, address));
    }

    /** That of Curator's own fields; empty where there is none. */
    private static String address(JsonNode document) {
        String host = document.path("address").asText("");
        int port = document.path("port").asInt(0);
        int sslPort = document.path("sslPort").asInt(0);
        if (host.isEmpty() || (port <= 0 && sslPort <= 0)) {
            return "";
        }
        String named = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return port > 0 ? "http://" + named + ":" + port : "https://" + named + ":" + sslPort;
    }
}

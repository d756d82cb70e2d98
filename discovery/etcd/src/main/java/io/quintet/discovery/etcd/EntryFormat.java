package io.quintet.discovery.etcd;

import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Instances as values of etcd: JSON, in Base64 as the gateway wants all bytes. Whatever else stands there is no instance: anybody may have
 * written it.
 */
final class EntryFormat {
    private static final int MOST_BYTES = 8 * 1024;
    private static final int MOST_CHARACTERS = 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private EntryFormat() {}

    static String write(Instance instance) {
        Map<String, String> document = new LinkedHashMap<>();
        document.put("id", instance.id());
        document.put("service", instance.service());
        document.put("contract", instance.contract());
        document.put("transport", instance.endpoint().transport());
        document.put("address", instance.endpoint().address());
        return Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(document));
    }

    /** The instance, or null where there is none. */
    static @Nullable Instance read(String base64) {
        if (base64.length() > MOST_BYTES * 4 / 3) {
            return null;
        }
        try {
            return instance(JSON.readTree(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException | JacksonException e) {
            return null;
        }
    }

    private static @Nullable Instance instance(JsonNode document) {
        String id = text(document, "id");
        String contract = text(document, "contract");
        String transport = text(document, "transport");
        String address = text(document, "address");
        if (id == null || contract == null || transport == null || address == null || !Endpoint.isAddress(address)) {
            return null;
        }
        String service = text(document, "service");
        return new Instance(id, service == null ? contract : service, contract, new Endpoint(transport, address));
    }

    private static @Nullable String text(JsonNode document, String name) {
        JsonNode node = document.path(name);
        String text = node.isString() ? node.asString() : "";
        boolean shown = text.codePoints().noneMatch(Character::isISOControl);
        return text.isBlank() || text.length() > MOST_CHARACTERS || !shown ? null : text;
    }
}

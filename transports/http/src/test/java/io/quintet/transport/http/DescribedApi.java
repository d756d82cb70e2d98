package io.quintet.transport.http;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** An OpenAPI document, and whether what travels is what it says. */
final class DescribedApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final JsonNode document;

    DescribedApi(String text) {
        this.document = JSON.readTree(text);
    }

    JsonNode operation(String method, String path) {
        return required(required(document.path("paths"), path), method);
    }

    /** What is wrong with a response: its status, its media type, or its body. */
    List<String> response(String method, String path, HttpResponse<String> response) {
        JsonNode described =
                resolved(required(operation(method, path).path("responses"), Integer.toString(response.statusCode())));
        response.headers().map().keySet().stream()
                .filter(name -> List.of("etag", "location", "retry-after").contains(name))
                .forEach(name -> requiredHeader(described, name));
        String type = response.headers().firstValue("content-type").orElse("");
        if (type.isEmpty()) {
            if (described.has("content") && response.statusCode() != 304) {
                throw new AssertionError("a body is described, none came: " + described);
            }
            return List.of();
        }
        return errors(required(required(described.path("content"), type), "schema"), response.body());
    }

    /** What is wrong with the JSON of a request. */
    List<String> request(String method, String path, String body) {
        JsonNode content = required(operation(method, path).path("requestBody").path("content"), "application/json");
        return errors(required(content, "schema"), body);
    }

    /** What is wrong with JSON, by a schema that has a name. */
    List<String> named(String schema, String json) {
        return errors(required(document.path("components").path("schemas"), schema), json);
    }

    private List<String> errors(JsonNode part, String json) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("allOf").add(part);
        root.set("components", document.get("components"));
        Schema schema = registry.getSchema(root);
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static void requiredHeader(JsonNode response, String lowerCase) {
        if (response.path("headers").propertyNames().stream().noneMatch(name -> name.equalsIgnoreCase(lowerCase))) {
            throw new AssertionError("header " + lowerCase + " is not described: " + response);
        }
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : document.at(reference.asString().substring(1));
    }

    private static JsonNode required(JsonNode node, String name) {
        JsonNode found = node.get(name);
        if (found == null) {
            throw new AssertionError(name + " is not described, but " + node.propertyNames());
        }
        return found;
    }
}

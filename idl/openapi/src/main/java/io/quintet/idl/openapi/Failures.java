package io.quintet.idl.openapi;

import io.quintet.Code;
import io.quintet.contract.ErrorModel;
import io.quintet.contract.OperationModel;
import io.quintet.type.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * Problem details: the schemas of those that are nobody's own, and of the contracts' exceptions.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
final class Failures {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String PROBLEM = "Problem";
    private static final String PLAIN = "PlainProblem";
    private static final String CODE = "Code";
    private static final String VIOLATION = "Violation";
    private static final String FAILURE = "Failure";
    private static final String PLAIN_TYPE = "about:blank";
    private static final String RESPONSES = "#/components/responses/";

    /** The names that no record of a contract may have. */
    static final Set<String> RESERVED = Set.of(PROBLEM, PLAIN, CODE, VIOLATION);

    private final Schemas schemas;
    /** The exceptions of all contracts, by the type of their problem. */
    private final Map<String, Own> own = new TreeMap<>();

    private final List<ApiOperation> operations;

    /** A contract's exception, the name of its schema, and the forms that its detail has. */
    private record Own(ErrorModel error, String name, boolean json, boolean base64) {}

    Failures(List<ApiOperation> operations, Schemas schemas, Names names) {
        this.operations = operations;
        this.schemas = schemas;
        for (ApiOperation operation : operations) {
            for (ErrorModel error : operation.model().errors()) {
                own.merge(
                        type(operation.model(), error),
                        new Own(
                                error,
                                names.unique(operation.model().contract() + "." + error.name()),
                                operation.json(),
                                operation.mediaTypes().stream().anyMatch(type -> !type.equals(ApiOperation.JSON))),
                        (one, other) -> new Own(error, one.name, one.json || other.json, one.base64 || other.base64));
            }
        }
    }

    private static String type(OperationModel operation, ErrorModel error) {
        return "urn:quintet:problem:" + operation.contract() + ":" + error.name();
    }

    /** Writes the schemas as properties. */
    void writeSchemas(JsonGenerator out) {
        out.writeObjectPropertyStart(CODE);
        out.writeStringProperty("type", "string");
        Schemas.strings(
                out, "enum", Arrays.stream(Code.values()).map(Code::name).toList());
        out.writeEndObject();
        object(out, VIOLATION, () -> {
            text(out, "pointer", "json-pointer");
            text(out, "message", "");
        });
        Schemas.strings(out, "required", List.of("pointer", "message"));
        out.writeEndObject();
        object(out, PROBLEM, () -> {
            text(out, "type", "uri-reference");
            text(out, "title", "");
            out.writeObjectPropertyStart("status");
            out.writeStringProperty("type", "integer");
            out.writeEndObject();
            text(out, "detail", "");
            text(out, "instance", "uri-reference");
            out.writeName("code");
            Schemas.reference(out, CODE);
            out.writeObjectPropertyStart("retrySafe");
            out.writeStringProperty("type", "boolean");
            out.writeStringProperty("description", "Whether nothing was done.");
            out.writeEndObject();
            out.writeObjectPropertyStart("violations");
            out.writeStringProperty("type", "array");
            out.writeName("items");
            Schemas.reference(out, VIOLATION);
            out.writeEndObject();
        });
        Schemas.strings(out, "required", List.of("type", "title", "status", "detail", "instance", "code", "retrySafe"));
        out.writeEndObject();
        refined(out, PLAIN, PLAIN_TYPE, List.of("type"), () -> {});
        own.forEach((type, error) -> refined(out, error.name, type, List.of("type", "errorType", "error"), () -> {
            constant(out, "errorType", error.error.name());
            out.writeName("error");
            detail(out, error);
        }));
    }

    private static void object(JsonGenerator out, String name, Runnable properties) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("type", "object");
        out.writeObjectPropertyStart("properties");
        properties.run();
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String name, String format) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("type", "string");
        if (!format.isEmpty()) {
            out.writeStringProperty("format", format);
        }
        out.writeEndObject();
    }

    private static void constant(JsonGenerator out, String name, String value) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("type", "string");
        out.writeStringProperty("const", value);
        out.writeEndObject();
    }

    /** A problem of one type. */
    private static void refined(
            JsonGenerator out, String name, String type, Collection<String> required, Runnable properties) {
        out.writeObjectPropertyStart(name);
        out.writeArrayPropertyStart("allOf");
        Schemas.reference(out, PROBLEM);
        out.writeStartObject();
        out.writeStringProperty("type", "object");
        out.writeObjectPropertyStart("properties");
        constant(out, "type", type);
        properties.run();
        out.writeEndObject();
        Schemas.strings(out, "required", required);
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }

    // what is not JSON stands in a problem as base64
    private void detail(JsonGenerator out, Own error) {
        boolean both = error.json && error.base64;
        if (both) {
            out.writeStartObject();
            out.writeArrayPropertyStart("anyOf");
        }
        if (error.json) {
            schemas.write(out, RecordType.of(error.error.detail()));
        }
        if (error.base64) {
            out.writeStartObject();
            out.writeStringProperty("type", "string");
            out.writeStringProperty("contentEncoding", "base64");
            out.writeEndObject();
        }
        if (both) {
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /** Writes the responses that operations refer to, as properties. */
    void writeResponses(JsonGenerator out) {
        for (Status status : Status.values()) {
            response(out, status.title(), status.description(), status.retryAfter(), Map.of());
        }
        response(out, FAILURE, "Another failure", false, Map.of());
        for (ApiOperation operation : operations) {
            OperationModel model = operation.model();
            if (!model.errors().isEmpty()) {
                Map<String, String> types = new LinkedHashMap<>();
                List<String> errors = new ArrayList<>();
                for (ErrorModel error : model.errors()) {
                    Own written = own.get(type(model, error));
                    if (written != null) {
                        types.put(type(model, error), written.name);
                        errors.add(error.name());
                    }
                }
                response(
                        out,
                        model.qualifiedName(),
                        "A failure of " + model.qualifiedName() + ": " + String.join(", ", errors)
                                + ", or one that is not the contract's own",
                        true,
                        types);
            }
        }
    }

    private static void response(
            JsonGenerator out, String name, String description, boolean retryAfter, Map<String, String> types) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("description", description);
        if (retryAfter) {
            out.writeObjectPropertyStart("headers");
            SharedParts.header(out, "Retry-After");
            out.writeEndObject();
        }
        out.writeObjectPropertyStart("content");
        out.writeObjectPropertyStart(MEDIA_TYPE);
        out.writeName("schema");
        if (types.isEmpty()) {
            Schemas.reference(out, PLAIN);
        } else {
            choice(out, types);
        }
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void choice(JsonGenerator out, Map<String, String> types) {
        Map<String, String> all = new LinkedHashMap<>(types);
        all.put(PLAIN_TYPE, PLAIN);
        out.writeStartObject();
        out.writeArrayPropertyStart("oneOf");
        all.values().forEach(name -> Schemas.reference(out, name));
        out.writeEndArray();
        out.writeObjectPropertyStart("discriminator");
        out.writeStringProperty("propertyName", "type");
        out.writeObjectPropertyStart("mapping");
        all.forEach((type, name) -> out.writeStringProperty(type, Schemas.PATH + name));
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    /** Writes the failures among an operation's responses. */
    static void refer(JsonGenerator out, ApiOperation operation) {
        boolean errors = !operation.model().errors().isEmpty();
        for (Status status : Status.of(operation)) {
            refer(
                    out,
                    status.number(),
                    errors && status.ofCodes() ? operation.model().qualifiedName() : status.title());
        }
        refer(out, "default", FAILURE);
    }

    static void refer(JsonGenerator out, String status, String response) {
        out.writeObjectPropertyStart(status);
        out.writeStringProperty("$ref", RESPONSES + response);
        out.writeEndObject();
    }
}

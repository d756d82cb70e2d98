package io.quintet.idl.openapi;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The resources that the transport has of its own. */
final class TransportPaths {
    private static final String TAG = "transport";

    private TransportPaths() {}

    /** Writes them as properties; what calls leave behind just where some can be left. */
    static void write(JsonGenerator out, boolean calls) {
        if (calls) {
            call(out);
        }
        health(out, "/health/live", "live", "live", "");
        health(out, "/health/ready", "ready", "ready", "draining");
        document(out);
    }

    private static void begin(JsonGenerator out, String path, String name) {
        out.writeObjectPropertyStart(path);
        out.writeObjectPropertyStart("get");
        out.writeStringProperty("operationId", TAG + "." + name);
        Schemas.strings(out, "tags", List.of(TAG));
    }

    private static void document(JsonGenerator out) {
        begin(out, "/openapi.json", "document");
        out.writeArrayPropertyStart("parameters");
        SharedParts.parameter(out, SharedParts.IF_NONE_MATCH);
        out.writeEndArray();
        out.writeObjectPropertyStart("responses");
        out.writeObjectPropertyStart("200");
        out.writeStringProperty("description", "This document");
        tagged(out);
        out.writeObjectPropertyStart("content");
        out.writeObjectPropertyStart(ApiOperation.JSON);
        out.writeObjectPropertyStart("schema");
        out.writeStringProperty("type", "object");
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeObjectPropertyStart("304");
        out.writeStringProperty("description", "What the caller has is this document");
        tagged(out);
        out.writeEndObject();
        end(out);
    }

    private static void tagged(JsonGenerator out) {
        out.writeObjectPropertyStart("headers");
        SharedParts.header(out, "Cache-Control");
        SharedParts.header(out, "ETag");
        out.writeEndObject();
    }

    private static void end(JsonGenerator out) {
        Failures.refer(out, "default", "Failure");
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void health(JsonGenerator out, String path, String name, String good, String bad) {
        begin(out, path, name);
        out.writeObjectPropertyStart("responses");
        status(out, "200", good);
        if (!bad.isEmpty()) {
            status(out, "503", bad);
        }
        end(out);
    }

    private static void status(JsonGenerator out, String status, String word) {
        out.writeObjectPropertyStart(status);
        out.writeStringProperty("description", "The instance is " + word);
        out.writeObjectPropertyStart("content");
        out.writeObjectPropertyStart(ApiOperation.JSON);
        out.writeObjectPropertyStart("schema");
        out.writeStringProperty("type", "object");
        out.writeObjectPropertyStart("properties");
        out.writeObjectPropertyStart("status");
        out.writeStringProperty("type", "string");
        out.writeStringProperty("const", word);
        out.writeEndObject();
        out.writeEndObject();
        Schemas.strings(out, "required", List.of("status"));
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void call(JsonGenerator out) {
        begin(out, "/_calls/{id}", "call");
        out.writeArrayPropertyStart("parameters");
        out.writeStartObject();
        out.writeStringProperty("name", "id");
        out.writeStringProperty("in", "path");
        out.writeBooleanProperty("required", true);
        out.writeObjectPropertyStart("schema");
        out.writeStringProperty("type", "string");
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndArray();
        out.writeObjectPropertyStart("responses");
        out.writeObjectPropertyStart("202");
        out.writeStringProperty("description", "The call is under way");
        out.writeObjectPropertyStart("headers");
        SharedParts.header(out, "Location");
        SharedParts.header(out, "Retry-After");
        out.writeEndObject();
        out.writeEndObject();
        out.writeObjectPropertyStart("2XX");
        out.writeStringProperty("description", "The response of the call, as that of its operation");
        out.writeEndObject();
        Failures.refer(out, Status.NOT_FOUND.number(), Status.NOT_FOUND.title());
        end(out);
    }
}

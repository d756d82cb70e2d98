package io.quintet.idl.openapi;

import tools.jackson.core.JsonGenerator;

/** Headers of requests and responses that many operations have: named once, referred to elsewhere. */
final class SharedParts {
    static final String TIMEOUT = "Timeout";
    static final String IDEMPOTENCY_KEY = "IdempotencyKey";
    static final String IF_NONE_MATCH = "IfNoneMatch";
    static final String PREFER = "Prefer";
    static final String LAST_EVENT_ID = "LastEventId";

    private SharedParts() {}

    /** Writes them, within the components. */
    static void write(JsonGenerator out) {
        out.writeObjectPropertyStart("parameters");
        parameter(out, IDEMPOTENCY_KEY, "Idempotency-Key", "The same when the call is sent again.", true, "^.+$");
        parameter(out, IF_NONE_MATCH, "If-None-Match", "Entity tags of responses that the caller has.", false, "");
        parameter(out, LAST_EVENT_ID, "Last-Event-ID", "The last event that the caller has seen.", false, "");
        parameter(out, PREFER, "Prefer", "respond-async for the response later.", false, "");
        parameter(
                out,
                TIMEOUT,
                "Quintet-Timeout",
                "How long the caller waits, such as 500ms.",
                false,
                "^[0-9]{1,18}(us|ms|s)$");
        out.writeEndObject();
        out.writeObjectPropertyStart("headers");
        header(out, "Cache-Control", "How the response may be kept.");
        header(out, "ETag", "Tells this response from others.");
        header(out, "Location", "Where the response will be.");
        header(out, "Preference-Applied", "Which preference was followed.");
        header(out, "Retry-After", "In how many seconds to come back.");
        out.writeEndObject();
    }

    private static void parameter(
            JsonGenerator out, String name, String header, String description, boolean required, String pattern) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("name", header);
        out.writeStringProperty("in", "header");
        out.writeStringProperty("description", description);
        if (required) {
            out.writeBooleanProperty("required", true);
        }
        out.writeObjectPropertyStart("schema");
        out.writeStringProperty("type", "string");
        if (!pattern.isEmpty()) {
            out.writeStringProperty("pattern", pattern);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void header(JsonGenerator out, String name, String description) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("description", description);
        out.writeObjectPropertyStart("schema");
        out.writeStringProperty("type", "string");
        out.writeEndObject();
        out.writeEndObject();
    }

    /** Refers to a parameter. */
    static void parameter(JsonGenerator out, String name) {
        out.writeStartObject();
        out.writeStringProperty("$ref", "#/components/parameters/" + name);
        out.writeEndObject();
    }

    /** Refers to a header of a response. */
    static void header(JsonGenerator out, String name) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("$ref", "#/components/headers/" + name);
        out.writeEndObject();
    }
}

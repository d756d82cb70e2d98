package io.quintet.idl.openapi;

import io.quintet.contract.ComponentModel;
import io.quintet.contract.HttpModel;
import io.quintet.contract.OperationModel;
import io.quintet.type.RecordType;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes operations: parameters, body, responses. */
final class Operations {
    private static final String EVENT_STREAM = "text/event-stream";

    private final Schemas schemas;

    Operations(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Writes one, as the property of its method; the variables are named as its path names them. */
    void write(JsonGenerator out, ApiOperation operation, List<String> variables) {
        OperationModel model = operation.model();
        out.writeObjectPropertyStart(Paths.method(operation));
        out.writeStringProperty("operationId", model.qualifiedName());
        Schemas.strings(out, "tags", List.of(model.contract()));
        out.writeStringProperty(
                "x-quintet-style", model.style().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (operation.events()) {
            events(out, operation);
        } else {
            parameters(out, operation, variables);
            body(out, operation);
            responses(out, operation);
        }
        out.writeEndObject();
    }

    private void parameters(JsonGenerator out, ApiOperation operation, List<String> variables) {
        OperationModel model = operation.model();
        out.writeArrayPropertyStart("parameters");
        int variable = 0;
        for (HttpModel.Segment segment : model.http().path()) {
            if (segment instanceof HttpModel.Segment.Variable one) {
                parameter(out, operation, one.component(), variables.get(variable++), "path");
            }
        }
        for (ComponentModel component : model.http().query()) {
            parameter(out, operation, component, component.name(), "query");
        }
        SharedParts.parameter(out, SharedParts.TIMEOUT);
        if (model.keyed()) {
            SharedParts.parameter(out, SharedParts.IDEMPOTENCY_KEY);
        }
        if (operation.tagged()) {
            SharedParts.parameter(out, SharedParts.IF_NONE_MATCH);
        }
        if (operation.detachable()) {
            SharedParts.parameter(out, SharedParts.PREFER);
        }
        out.writeEndArray();
    }

    private void parameter(
            JsonGenerator out, ApiOperation operation, ComponentModel component, String name, String place) {
        out.writeStartObject();
        out.writeStringProperty("name", name);
        out.writeStringProperty("in", place);
        if (place.equals("path")) {
            out.writeBooleanProperty("required", true);
        }
        out.writeName("schema");
        schemas.write(out, operation.component(component).type());
        out.writeEndObject();
    }

    private void body(JsonGenerator out, ApiOperation operation) {
        if (!operation.readsBody()) {
            return;
        }
        out.writeObjectPropertyStart("requestBody");
        out.writeBooleanProperty("required", true);
        content(out, operation, () -> {
            if (operation.model().http().outsideBody().isEmpty()) {
                schemas.write(out, operation.request());
            } else {
                out.writeStartObject();
                schemas.object(out, operation.bodyComponents(), true);
                out.writeEndObject();
            }
        });
        out.writeEndObject();
    }

    /** Schemas describe JSON; what the other formats look like follows from the record and the format. */
    private static void content(JsonGenerator out, ApiOperation operation, Runnable schema) {
        out.writeObjectPropertyStart("content");
        for (String mediaType : operation.mediaTypes()) {
            out.writeObjectPropertyStart(mediaType);
            if (mediaType.equals(ApiOperation.JSON)) {
                out.writeName("schema");
                schema.run();
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private void responses(JsonGenerator out, ApiOperation operation) {
        OperationModel model = operation.model();
        int status = model.http().status();
        Class<?> response = model.response();
        out.writeObjectPropertyStart("responses");
        out.writeObjectPropertyStart(Integer.toString(status));
        boolean later = operation.detachable() && status == 202;
        out.writeStringProperty(
                "description",
                response == null ? "Accepted" : later ? "The response, or where it will be" : "The response");
        successHeaders(out, operation, later);
        if (response != null) {
            content(out, operation, () -> schemas.write(out, RecordType.of(response)));
        }
        out.writeEndObject();
        if (operation.detachable() && !later) {
            out.writeObjectPropertyStart("202");
            out.writeStringProperty("description", "The response will be at Location");
            successHeaders(out, operation, true);
            out.writeEndObject();
        }
        if (operation.tagged()) {
            out.writeObjectPropertyStart("304");
            out.writeStringProperty("description", "What the caller has is the response");
            successHeaders(out, operation, false);
            out.writeEndObject();
        }
        Failures.refer(out, operation);
        out.writeEndObject();
    }

    private static void successHeaders(JsonGenerator out, ApiOperation operation, boolean later) {
        boolean cached = operation.model().http().cacheControl() != null;
        if (!cached && !later) {
            return;
        }
        out.writeObjectPropertyStart("headers");
        if (cached || later) {
            SharedParts.header(out, "Cache-Control");
        }
        if (operation.tagged() && !later) {
            SharedParts.header(out, "ETag");
        }
        if (later) {
            SharedParts.header(out, "Location");
            SharedParts.header(out, "Preference-Applied");
            SharedParts.header(out, "Retry-After");
        }
        out.writeEndObject();
    }

    private void events(JsonGenerator out, ApiOperation operation) {
        out.writeArrayPropertyStart("parameters");
        SharedParts.parameter(out, SharedParts.LAST_EVENT_ID);
        out.writeEndArray();
        out.writeObjectPropertyStart("responses");
        out.writeObjectPropertyStart("200");
        out.writeStringProperty(
                "description", "Server-sent events " + operation.model().name() + ", whose data is JSON");
        out.writeObjectPropertyStart("content");
        out.writeObjectPropertyStart(EVENT_STREAM);
        out.writeObjectPropertyStart("schema");
        out.writeStringProperty("type", "string");
        out.writeStringProperty("contentMediaType", ApiOperation.JSON);
        out.writeName("contentSchema");
        schemas.write(out, operation.request());
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
        Failures.refer(out, operation);
        out.writeEndObject();
    }
}

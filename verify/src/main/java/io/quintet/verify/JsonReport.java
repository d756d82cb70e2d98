package io.quintet.verify;

import io.quintet.faults.history.Finding;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A summary as JSON. */
final class JsonReport {
    private JsonReport() {}

    static String of(String database, Summary summary) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("database", database);
            json.writeBooleanProperty("passed", summary.passed());
            json.writeNumberProperty("seeds", summary.reports().size());
            json.writeNumberProperty("redeliveries", summary.redeliveries());
            json.writeNumberProperty("duplicates", summary.duplicates());
            counts(json, "fired", summary.fired());
            json.writeArrayPropertyStart("provesNothing");
            summary.provesNothing().forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("runs");
            summary.reports().forEach(report -> run(json, report));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void run(JsonGenerator json, SeedReport report) {
        json.writeStartObject();
        json.writeNumberProperty("seed", report.seed());
        json.writeStringProperty("row", report.row());
        json.writeNumberProperty("operations", report.operations());
        json.writeNumberProperty("effects", report.effects());
        json.writeNumberProperty("redeliveries", report.redeliveries());
        json.writeNumberProperty("duplicates", report.duplicates());
        json.writeNumberProperty("millis", report.took().toMillis());
        counts(json, "fired", report.fired());
        json.writeArrayPropertyStart("findings");
        report.findings().forEach(finding -> finding(json, finding));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) {
        json.writeObjectPropertyStart(name);
        counts.forEach(json::writeNumberProperty);
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("verdict", finding.verdict().name());
        json.writeStringProperty("group", finding.group());
        json.writeStringProperty("operation", finding.op());
        json.writeStringProperty("message", finding.message());
        json.writeStringProperty("key", finding.key());
        json.writeStringProperty("detail", finding.detail());
        json.writeEndObject();
    }
}

package io.quintet.cli.advise;

import io.quintet.advice.Caveat;
import io.quintet.advice.Lack;
import io.quintet.advice.Need;
import io.quintet.advice.Verdict;
import io.quintet.advice.Words;
import io.quintet.cli.Json;
import java.io.PrintWriter;
import tools.jackson.core.JsonGenerator;

/** Advice as JSON; the shape is documented in docs/advisor.md and only ever gets more members. */
final class AdviceJson {
    private AdviceJson() {}

    static void print(Advice advice, PrintWriter out) {
        try (JsonGenerator json = Json.onto(out)) {
            json.writeStartObject();
            if (!advice.contract().isEmpty()) {
                json.writeStringProperty("contract", advice.contract());
            }
            json.writeBooleanProperty("fits", advice.fits());
            json.writeArrayPropertyStart("operations");
            advice.operations().forEach(judged -> operation(json, judged));
            json.writeEndArray();
            json.writeArrayPropertyStart("absent");
            advice.absent().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
    }

    private static void operation(JsonGenerator json, Advice.Judged judged) {
        json.writeStartObject();
        if (!judged.operation().isEmpty()) {
            json.writeStringProperty("operation", judged.operation());
        }
        json.writeStringProperty("style", judged.needs().style().name());
        json.writeArrayPropertyStart("needs");
        for (Need need : judged.needs().beyond()) {
            json.writeString(Words.of(need));
        }
        json.writeEndArray();
        json.writeBooleanProperty("fits", judged.fits());
        json.writeArrayPropertyStart("transports");
        judged.verdicts().forEach(verdict -> verdict(json, verdict));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void verdict(JsonGenerator json, Verdict verdict) {
        json.writeStartObject();
        json.writeStringProperty("transport", verdict.candidate().transport());
        if (!verdict.candidate().variant().isEmpty()) {
            json.writeStringProperty("variant", verdict.candidate().variant());
        }
        json.writeStringProperty("verdict", verdict.fit().name());
        json.writeArrayPropertyStart("lacks");
        for (Lack lack : verdict.lacks()) {
            json.writeStartObject();
            json.writeStringProperty("need", Words.of(lack.need()));
            json.writeStringProperty("name", lack.need().name());
            json.writeStringProperty("promise", lack.need().promise());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("caveats");
        for (Caveat caveat : verdict.caveats()) {
            json.writeStartObject();
            json.writeStringProperty("kind", caveat.kind().name());
            json.writeStringProperty("text", caveat.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("text", verdict.text());
        json.writeEndObject();
    }
}

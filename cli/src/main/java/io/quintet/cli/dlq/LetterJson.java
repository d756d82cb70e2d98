package io.quintet.cli.dlq;

import io.quintet.cli.Json;
import io.quintet.message.HeaderNames;
import io.quintet.spi.DeadLetter;
import java.io.PrintWriter;
import tools.jackson.core.JsonGenerator;

/** Dead letters as a JSON array, without headers and payloads. */
final class LetterJson implements AutoCloseable {
    private final PrintWriter out;
    private final JsonGenerator json;

    LetterJson(PrintWriter out) {
        this.out = out;
        json = Json.onto(out);
        json.writeStartArray();
    }

    void add(DeadLetter letter) {
        json.writeStartObject();
        json.writeStringProperty("id", letter.id());
        json.writeStringProperty("channel", letter.channel());
        json.writeStringProperty("group", letter.group());
        json.writeStringProperty("at", letter.at().toString());
        json.writeNumberProperty("attempts", letter.attempts().getLast().number());
        json.writeStringProperty("messageId", letter.message().id());
        json.writeStringProperty("type", letter.message().header(HeaderNames.TYPE));
        json.writeStringProperty("key", letter.message().key());
        json.writeStringProperty("error", letter.attempts().getLast().error());
        json.writeNumberProperty("payloadBytes", letter.message().payload().length);
        json.writeEndObject();
    }

    @Override
    public void close() {
        json.writeEndArray();
        json.close();
        out.println();
    }
}

package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Headers there and back. */
class WireTest {
    private static final byte[] NOTHING = {};

    @Test
    void attributes_of_cloudevents_are_written_as_its_binding_says() {
        BasicProperties wire = Wire.write(
                Headers.builder()
                        .set(HeaderNames.ID, "1")
                        .set(HeaderNames.TYPE, "kitchen.createTicket")
                        .set(HeaderNames.CONTENT_TYPE, "application/json")
                        .set(HeaderNames.TRACEPARENT, "00-1")
                        .build(),
                Map.of());
        assertThat(wire.getHeaders())
                .isEqualTo(Map.of(
                        "cloudEvents:specversion",
                        "1.0",
                        "cloudEvents:id",
                        "1",
                        "cloudEvents:type",
                        "kitchen.createTicket",
                        "traceparent",
                        "00-1"));
        assertThat(wire.getContentType()).isEqualTo("application/json");
        assertThat(wire.getMessageId()).isEqualTo("1");
        assertThat(wire.getDeliveryMode()).as("persistent").isEqualTo(2);
    }

    @Test
    void every_name_comes_back_as_it_was() {
        Headers.Builder builder = Headers.builder();
        List.of("id", "note-1", "Upper", "cloudEvents:id", "x-tenant", "datacontenttype", "baggage", "größe")
                .forEach(name -> builder.set(name, "value of " + name));
        Headers headers = builder.build();
        assertThat(Wire.read(Wire.write(headers, Map.of("group", "g")), NOTHING).headers())
                .isEqualTo(headers);
    }

    @Test
    void a_content_type_too_long_for_its_property_is_a_header() {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, "1")
                .set(HeaderNames.CONTENT_TYPE, "x".repeat(300))
                .build();
        BasicProperties wire = Wire.write(headers, Map.of());
        assertThat(wire.getContentType()).isNull();
        assertThat(Wire.read(wire, NOTHING).headers()).isEqualTo(headers);
    }

    @Test
    void what_rabbitmq_adds_is_no_header_and_what_is_no_text_becomes_text() {
        Map<String, Object> table = new HashMap<>();
        table.put("x-delivery-count", 3L);
        table.put("count", 7);
        table.put("none", null);
        Message read = Wire.read(
                new BasicProperties.Builder().messageId("m").headers(table).build(), NOTHING);
        assertThat(read.headers())
                .isEqualTo(Headers.builder().set("count", "7").set("id", "m").build());
    }

    @Test
    void the_size_of_headers_is_never_told_too_small() {
        Headers headers =
                Headers.builder().set("id", "1").set("größe", "鍵\uD83D\uDD11").build();
        BasicProperties wire = Wire.write(headers, Map.of());
        int utf8 = wire.getHeaders().entrySet().stream()
                .mapToInt(each ->
                        (each.getKey() + each.getValue()).getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .sum();
        assertThat(Wire.bytes(wire)).isGreaterThan(utf8);
    }
}

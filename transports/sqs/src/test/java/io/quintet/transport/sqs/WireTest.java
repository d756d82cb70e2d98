package io.quintet.transport.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages there and back. */
class WireTest {
    private static Message json(String payload) {
        return new Message(
                Headers.builder()
                        .set(HeaderNames.ID, "1")
                        .set(HeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                        .build(),
                payload.getBytes(UTF_8));
    }

    private static void returns(Message sent) {
        Message read = Wire.read(Wire.write(sent, Map.of()), "sqs").message();
        assertThat(read.headers()).isEqualTo(sent.headers());
        assertThat(read.payload()).isEqualTo(sent.payload());
    }

    @Test
    void a_message_is_a_cloudevent_as_its_json_format_says() {
        Message message = new Message(
                Headers.builder()
                        .set(HeaderNames.ID, "1")
                        .set(HeaderNames.TYPE, "kitchen.createTicket")
                        .set(HeaderNames.CONTENT_TYPE, "application/json")
                        .set("x-tenant", "größe")
                        .build(),
                "{ \"a\": 1 }".getBytes(UTF_8));
        assertThat(Wire.write(message, Map.of("deadid", "7")))
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"kitchen.createTicket\","
                        + "\"datacontenttype\":\"application/json\","
                        + "\"quintetheaders\":\"{\\\"x-tenant\\\":\\\"gr\\\\u00F6\\\\u00DFe\\\"}\","
                        + "\"quintetdeadid\":\"7\",\"data\":{ \"a\": 1 }}");
    }

    @Test
    void every_name_and_value_comes_back_as_it_was() {
        Headers.Builder headers = Headers.builder();
        List.of(
                        "id",
                        "note-1",
                        "Upper",
                        "data",
                        "data_base64",
                        "specversion",
                        "quintetheaders",
                        "quintetx",
                        "größe",
                        "",
                        "baggage")
                .forEach(name -> headers.set(name, "value\u0000\uFFFE\uD83D of \uD83D\uDD11\n" + name));
        returns(new Message(headers.build(), new byte[] {0, -1}));
    }

    @Test
    void what_is_written_has_only_characters_that_sqs_takes() {
        String all = "\u0000\u001f\uFFFE\uFFFF\uD83D鍵";
        for (Message message : List.of(
                new Message(Headers.of("id", all), all.getBytes(UTF_8)),
                json("{\"a\":\"" + "\uFFFE" + "\"}"),
                json("{\"a\":\"鍵 \uD83D\uDD11\"}"))) {
            assertThat(Wire.write(message, Map.of()).codePoints())
                    .allMatch(c -> c >= 0x20 && c != 0xfffe && c != 0xffff && (c < 0xd800 || c > 0xdfff));
            Message read = Wire.read(Wire.write(message, Map.of()), "sqs").message();
            assertThat(read.payload()).isEqualTo(message.payload());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{ \"a\" : [1, 2.50, {\"b\":null}] }",
                "{\"a\":\"Grüße 鍵 \uD83D\uDD11 \\u0041\"}",
                "[\n\t1\r\n]",
                "\"text\"",
                "17",
                "",
                " {}",
                "{} ",
                "{}{}",
                "{\"a\":",
                "{\"a\":1,}",
                "no json"
            })
    void every_payload_that_says_it_is_json_comes_back_to_the_byte(String payload) {
        returns(json(payload));
    }

    @Test
    void a_large_payload_comes_back_to_the_byte_as_json_and_as_bytes() {
        returns(json("{\"a\":\"" + "ß".repeat(40_000) + "\"}"));
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 0xf3);
        returns(new Message(Headers.of("id", "1"), bytes));
    }

    @Test
    void json_payloads_stand_as_they_are_and_broken_or_compressed_ones_in_base64() {
        assertThat(Wire.write(json("{}"), Map.of())).contains("\"data\":{}");
        assertThat(Wire.write(json("{]"), Map.of())).contains("data_base64");
        Message packed = json("{}");
        assertThat(Wire.write(
                        new Message(packed.headers().with(HeaderNames.CONTENT_ENCODING, "gzip"), packed.payload()),
                        Map.of()))
                .contains("data_base64");
    }

    @Test
    void what_belongs_to_the_transport_is_no_header() {
        Wire.Read read = Wire.read(Wire.write(json("{}"), Map.of("deadid", "7")), "sqs");
        assertThat(read.own()).containsExactly(Map.entry("deadid", "7"));
        assertThat(read.message().headers()).isEqualTo(json("{}").headers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "17",
                "{\"a\":1}",
                "{\"specversion\":",
                "[]",
                "{\"specversion\":\"1.0\",\"data_base64\":\"?\"}"
            })
    void a_body_that_is_no_cloudevent_is_the_payload_of_a_message_with_the_id_of_sqs(String body) {
        Message read = Wire.read(body, "sqs-1").message();
        assertThat(read.id()).isEqualTo("sqs-1");
        assertThat(read.payload()).isEqualTo(body.getBytes(UTF_8));
    }
}

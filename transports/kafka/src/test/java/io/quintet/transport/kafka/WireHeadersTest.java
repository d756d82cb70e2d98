package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** The names of headers on Kafka. */
class WireHeadersTest {
    private static List<String> forms(Headers headers) {
        List<String> forms = new ArrayList<>();
        for (Header header : WireHeaders.write(headers)) {
            forms.add(header.key() + "=" + new String(header.value(), UTF_8));
        }
        return forms;
    }

    @Test
    void attributes_of_cloudevents_are_written_as_its_binding_says() {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, "1")
                .set(HeaderNames.TYPE, "kitchen.createTicket")
                .set(HeaderNames.CONTENT_TYPE, "application/json")
                .set(HeaderNames.KEY, "k")
                .build();
        assertThat(forms(headers))
                .containsExactly(
                        "ce_specversion=1.0",
                        "ce_id=1",
                        "ce_type=kitchen.createTicket",
                        "content-type=application/json",
                        "ce_partitionkey=k");
    }

    @Test
    void tracers_find_their_headers_under_their_own_names() {
        assertThat(forms(Headers.of(HeaderNames.TRACEPARENT, "00-1"))).contains("traceparent=00-1");
        assertThat(WireHeaders.read(List.of(new RecordHeader("ce_traceparent", "00-2".getBytes(UTF_8))))
                        .build()
                        .get(HeaderNames.TRACEPARENT))
                .as("as the extension of CloudEvents has it")
                .isEqualTo("00-2");
    }

    @Test
    void every_name_comes_back_as_it_was() {
        Headers.Builder builder = Headers.builder();
        List.of("id", "note-1", "Upper", "ce_id", "ce_ce_id", "content-type", "datacontenttype", "baggage", "größe", "")
                .forEach(name -> builder.set(name, "value of " + name));
        Headers headers = builder.build();
        assertThat(WireHeaders.read(WireHeaders.write(headers)).build()).isEqualTo(headers);
    }

    @Test
    void a_header_without_a_value_is_passed_over() {
        RecordHeaders wire = new RecordHeaders();
        wire.add("ce_subject", null);
        assertThat(WireHeaders.read(wire).build()).isEqualTo(Headers.empty());
    }
}

package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.log.HeaderForms;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Headers on Kafka: attributes of CloudEvents as its Kafka binding writes them in binary mode, all others under their own names. Each
 * name has one form, and each form one name.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">the binding</a>
 */
final class WireHeaders {
    private static final String PREFIX = "ce_";
    private static final String SPEC_VERSION = PREFIX + "specversion";
    private static final Header VERSION = new RecordHeader(SPEC_VERSION, "1.0".getBytes(UTF_8));

    private static final HeaderForms FORMS = new HeaderForms(PREFIX, Map.of(HeaderNames.CONTENT_TYPE, "content-type"));

    private WireHeaders() {}

    static RecordHeaders write(Headers headers) {
        RecordHeaders wire = new RecordHeaders();
        wire.add(VERSION);
        headers.forEach((name, value) -> wire.add(FORMS.form(name), value.getBytes(UTF_8)));
        return wire;
    }

    /** Those of a message; of a name that stands twice the last value counts. */
    static Headers.Builder read(Iterable<Header> wire) {
        Headers.Builder headers = Headers.builder();
        for (Header header : wire) {
            byte[] value = header.value();
            if (value != null && !header.key().equals(SPEC_VERSION)) {
                headers.set(FORMS.name(header.key()), new String(value, UTF_8));
            }
        }
        return headers;
    }
}

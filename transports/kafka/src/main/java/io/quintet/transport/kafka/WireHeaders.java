package io.quintet.transport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** Names that are not an attribute's: that of the content by the binding, those of W3C as every tracer on Kafka knows them. */
    private static final Map<String, String> FORMS = Map.of(
            HeaderNames.CONTENT_TYPE, "content-type",
            HeaderNames.TRACEPARENT, HeaderNames.TRACEPARENT,
            HeaderNames.TRACESTATE, HeaderNames.TRACESTATE,
            HeaderNames.BAGGAGE, HeaderNames.BAGGAGE);

    private static final Map<String, String> NAMES =
            FORMS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private WireHeaders() {}

    static RecordHeaders write(Headers headers) {
        RecordHeaders wire = new RecordHeaders();
        wire.add(VERSION);
        headers.forEach((name, value) -> wire.add(form(name), value.getBytes(UTF_8)));
        return wire;
    }

    /** Those of a message; of a name that stands twice the last value counts. */
    static Headers.Builder read(Iterable<Header> wire) {
        Headers.Builder headers = Headers.builder();
        for (Header header : wire) {
            byte[] value = header.value();
            if (value != null && !header.key().equals(SPEC_VERSION)) {
                headers.set(name(header.key()), new String(value, UTF_8));
            }
        }
        return headers;
    }

    private static String form(String name) {
        String form = FORMS.get(name);
        return form != null ? form : isAttribute(name) || isForm(name) ? PREFIX + name : name;
    }

    private static String name(String form) {
        String name = NAMES.get(form);
        return name != null ? name : form.startsWith(PREFIX) ? form.substring(PREFIX.length()) : form;
    }

    /** What CloudEvents allows: lower-case letters and digits. */
    private static boolean isAttribute(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Whether it would be read as another name's. */
    private static boolean isForm(String name) {
        return name.startsWith(PREFIX) || NAMES.containsKey(name);
    }
}

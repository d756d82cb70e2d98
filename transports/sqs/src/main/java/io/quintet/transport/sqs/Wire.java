package io.quintet.transport.sqs;

import io.quintet.log.HeaderForms;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Messages as the bodies of SQS messages: CloudEvents in their JSON format, in structured mode. A payload that is a JSON object or array
 * stands there as it is, to the byte; any other in base64. Headers whose names CloudEvents does not allow stand together in one attribute.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">the format</a>
 */
final class Wire {
    static final String MEDIA_TYPE = "application/cloudevents+json";

    private static final String SPEC_VERSION = "specversion";
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";

    /** What is of the transport itself begins so, and is no header of the message. */
    private static final String OWN = "quintet";

    /** All other headers, as the text of a JSON object. */
    private static final String HEADERS = OWN + "headers";

    private static final Set<String> RESERVED = Set.of(SPEC_VERSION, DATA);

    /** Only ASCII, since SQS takes only characters of XML. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Wire() {}

    /** What was read: a message, and what belongs to the transport, without its prefix. */
    record Read(Message message, Map<String, String> own) {}

    /** The body; {@code own} are attributes of the transport, without their prefix. */
    static String write(Message message, Map<String, String> own) {
        StringWriter text = new StringWriter(256 + 2 * message.payload().length);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty(SPEC_VERSION, "1.0");
            Map<String, String> others = new LinkedHashMap<>();
            message.headers().forEach((name, value) -> {
                if (isAttribute(name)) {
                    out.writeStringProperty(name, value);
                } else {
                    others.put(name, value);
                }
            });
            if (!others.isEmpty()) {
                out.writeStringProperty(HEADERS, object(others));
            }
            own.forEach((name, value) -> out.writeStringProperty(OWN + name, value));
            data(out, message);
            out.writeEndObject();
        }
        return text.toString();
    }

    private static String object(Map<String, String> values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            values.forEach(out::writeStringProperty);
            out.writeEndObject();
        }
        return text.toString();
    }

    /** What CloudEvents allows, and what means nothing else here. */
    private static boolean isAttribute(String name) {
        return HeaderForms.isAttribute(name) && !name.isEmpty() && !name.startsWith(OWN) && !RESERVED.contains(name);
    }

    private static void data(JsonGenerator out, Message message) {
        byte[] payload = message.payload();
        String json =
                message.header(HeaderNames.CONTENT_ENCODING) == null && isJson(message.header(HeaderNames.CONTENT_TYPE))
                        ? container(payload)
                        : null;
        if (json != null) {
            out.writeName(DATA);
            out.writeRawValue(json);
        } else if (payload.length > 0) {
            out.writeStringProperty(DATA_BASE64, Base64.getEncoder().encodeToString(payload));
        }
    }

    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
        int end = type.indexOf(';');
        String media = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return media.equals("application/json") || media.endsWith("+json");
    }

    /** The text of a payload that is one object or array, and nothing before or behind it, in characters that SQS takes; else null. */
    private static @Nullable String container(byte[] payload) {
        if (payload.length < 2 || (payload[0] != '{' && payload[0] != '[')) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.currentLocation().getByteOffset() != payload.length) {
                return null;
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            return text.chars().allMatch(Wire::isCarried) ? text : null;
        } catch (JacksonException | CharacterCodingException e) {
            return null; // then it is just bytes
        }
    }

    private static boolean isCarried(int c) {
        return (c >= 0x20 && c < 0xfffe) || c == '\t' || c == '\n' || c == '\r';
    }

    /**
     * The message, whoever wrote it: one without an id has that of SQS. A body that is no CloudEvent is the payload of a message without
     * further headers.
     */
    static Read read(String body, String id) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Read read = event(parser, body);
                if (read != null) {
                    return read.message().header(HeaderNames.ID) != null
                            ? read
                            : new Read(
                                    new Message(
                                            read.message().headers().with(HeaderNames.ID, id),
                                            read.message().payload()),
                                    read.own());
                }
            }
        } catch (JacksonException | IllegalArgumentException e) {
            return bytes(body, id);
        }
        return bytes(body, id);
    }

    private static Read bytes(String body, String id) {
        return new Read(new Message(Headers.of(HeaderNames.ID, id), body.getBytes(StandardCharsets.UTF_8)), Map.of());
    }

    private static @Nullable Read event(JsonParser parser, String body) {
        Headers.Builder headers = Headers.builder();
        Map<String, String> own = new HashMap<>();
        byte[] payload = {};
        boolean event = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case SPEC_VERSION -> event = true;
                case DATA -> payload = data(parser, value, body);
                case DATA_BASE64 -> payload = Base64.getDecoder().decode(parser.getString());
                case HEADERS -> others(parser.getString(), headers);
                default -> {
                    if (value.isStructStart()) {
                        parser.skipChildren();
                    } else if (value != JsonToken.VALUE_NULL && name.startsWith(OWN)) {
                        own.put(name.substring(OWN.length()), parser.getString());
                    } else if (value != JsonToken.VALUE_NULL) {
                        headers.set(name, parser.getString());
                    }
                }
            }
        }
        return event ? new Read(new Message(headers.build(), payload), own) : null;
    }

    private static byte[] data(JsonParser parser, JsonToken value, String body) {
        if (value == JsonToken.VALUE_NULL) {
            return new byte[0];
        }
        if (!value.isStructStart()) {
            return parser.getString().getBytes(StandardCharsets.UTF_8);
        }
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getCharOffset();
        return body.substring(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private static void others(String text, Headers.Builder headers) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                headers.set(name, parser.getString());
            }
        }
    }
}

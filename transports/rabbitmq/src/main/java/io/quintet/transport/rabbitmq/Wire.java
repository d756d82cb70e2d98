package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.quintet.log.HeaderForms;
import io.quintet.log.Utf8;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Messages on AMQP: attributes of CloudEvents as its AMQP binding writes them in binary mode, all other headers under their own names,
 * and what AMQP itself has a property for in that, too.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/amqp-protocol-binding.md">the binding</a>
 */
final class Wire {
    /** What is of the transport itself, and no header of the message. */
    static final String OWN = "x-quintet-";

    private static final String PREFIX = "cloudEvents:";
    private static final String SPEC_VERSION = PREFIX + "specversion";

    /** What RabbitMQ adds. */
    private static final Set<String> BROKERS = Set.of(
            "x-delivery-count",
            "x-death",
            "x-first-death-exchange",
            "x-first-death-queue",
            "x-first-death-reason",
            "x-last-death-exchange",
            "x-last-death-queue",
            "x-last-death-reason");

    private static final int TRANSIENT = 1;
    private static final int PERSISTENT = 2;
    private static final int MOST_PROPERTY = 255;
    private static final int MOST_NAME = 255;
    private static final int SHOWN = 40;

    /** Headers travel in one frame, of which RabbitMQ takes 128 KiB unless told. */
    static final int MOST_BYTES = 120 * 1024;

    /** The same with what is added to a dead letter. */
    static final int MOST_FRAME_BYTES = 128 * 1024 - 64;

    /** RabbitMQ routes by these, and closes the channel over one that is no list. */
    private static final List<String> ROUTES = List.of("CC", "BCC");

    private static final HeaderForms FORMS =
            new HeaderForms(PREFIX, ROUTES.stream().collect(Collectors.toMap(name -> name, name -> PREFIX + name)));

    private Wire() {}

    /** What a message travels with beside its payload; {@code own} are headers of the transport, without their prefix. */
    static BasicProperties write(Headers headers, Map<String, String> own) {
        Map<String, Object> table = new HashMap<>();
        table.put(SPEC_VERSION, "1.0");
        headers.forEach((name, value) -> table.put(form(name), value));
        BasicProperties.Builder properties = new BasicProperties.Builder().deliveryMode(PERSISTENT);
        String type = headers.get(HeaderNames.CONTENT_TYPE);
        if (fits(type)) {
            table.remove(PREFIX + HeaderNames.CONTENT_TYPE);
            properties.contentType(type);
        }
        String id = headers.get(HeaderNames.ID);
        if (fits(id)) {
            properties.messageId(id);
        }
        String correlation = headers.get(HeaderNames.CORRELATION_ID);
        if (fits(correlation)) {
            properties.correlationId(correlation);
        }
        own.forEach((name, value) -> table.put(OWN + name, value));
        return properties.headers(table).build();
    }

    /** An attribute whose name with its prefix is too long goes under the name alone, and is read as the same. */
    private static String form(String name) {
        String form = FORMS.form(name);
        return tooLong(form) && HeaderForms.isAttribute(name) ? name : form;
    }

    private static boolean tooLong(String form) {
        return form.length() > MOST_NAME / 3 && Utf8.length(form) > MOST_NAME; // 3: the most bytes of a character
    }

    /** What AMQP cannot carry of these, with the value and the expectation; null where it can. */
    static @Nullable String complaint(BasicProperties properties) {
        for (String form : properties.getHeaders().keySet()) {
            if (tooLong(form)) {
                return "header " + form.substring(0, SHOWN) + "...: a name of " + Utf8.length(form)
                        + " bytes (expected: at most " + MOST_NAME + " over transport "
                        + RabbitTransportProvider.NAME + ")";
            }
        }
        int bytes = bytes(properties);
        return bytes <= MOST_BYTES
                ? null
                : "headers: " + bytes + " bytes (expected: at most " + MOST_BYTES + " over transport "
                        + RabbitTransportProvider.NAME + ")";
    }

    /** What somebody has put into one queue, for another: RabbitMQ refuses the name of another user, and would route as it has before. */
    static BasicProperties moved(BasicProperties properties) {
        Map<String, Object> table = new HashMap<>(properties.getHeaders() == null ? Map.of() : properties.getHeaders());
        for (String route : ROUTES) {
            Object value = table.remove(route);
            if (value != null) {
                table.put(FORMS.form(route), value);
            }
        }
        return properties.builder().userId(null).headers(table).build();
    }

    /** The same for what is not stored; {@code expiration}: after how many milliseconds RabbitMQ may drop it, or null. */
    static BasicProperties fleeting(BasicProperties stored, @Nullable String expiration) {
        return stored.builder().deliveryMode(TRANSIENT).expiration(expiration).build();
    }

    private static boolean fits(@Nullable String text) {
        return text != null && text.getBytes(StandardCharsets.UTF_8).length <= MOST_PROPERTY;
    }

    /**
     * The message, whoever wrote it: where it has no id, what AMQP has properties for counts; without those, too, it gets an id that is another
     * one at each delivery.
     */
    static Message read(BasicProperties properties, byte[] payload) {
        Headers.Builder headers = Headers.builder();
        if (properties.getContentType() != null) {
            headers.set(HeaderNames.CONTENT_TYPE, properties.getContentType());
        }
        if (properties.getHeaders() != null) {
            properties.getHeaders().forEach((form, value) -> {
                if (value != null && !BROKERS.contains(form) && !form.startsWith(OWN) && !form.equals(SPEC_VERSION)) {
                    headers.set(FORMS.name(form), value.toString());
                }
            });
        }
        Headers read = headers.build();
        return new Message(read.get(HeaderNames.ID) == null ? completed(read, properties) : read, payload);
    }

    /** What AMQP itself has a property for, of somebody who has heard of nothing else. */
    private static Headers completed(Headers headers, BasicProperties properties) {
        String replyChannel = ReplyAddress.replyChannel(properties.getReplyTo());
        String id = properties.getMessageId();
        if (id == null && replyChannel != null) {
            id = properties.getCorrelationId(); // what the reply is to have
        }
        Headers.Builder all = headers.toBuilder()
                .set(HeaderNames.ID, id == null ? UUID.randomUUID().toString() : id);
        if (headers.get(HeaderNames.TYPE) == null) {
            all.setIfPresent(HeaderNames.TYPE, properties.getType());
        }
        if (headers.get(HeaderNames.REPLY_CHANNEL) == null) {
            all.setIfPresent(HeaderNames.REPLY_CHANNEL, replyChannel);
        }
        return all.build();
    }

    /** A header of the transport itself, or null. */
    static @Nullable String own(BasicProperties properties, String name) {
        Object value =
                properties.getHeaders() == null ? null : properties.getHeaders().get(OWN + name);
        return value == null ? null : value.toString();
    }

    /** Bytes of the headers, at most; they must fit into one frame. */
    static int bytes(BasicProperties properties) {
        int[] sum = {64};
        if (properties.getHeaders() == null) {
            return sum[0];
        }
        properties
                .getHeaders()
                .forEach((name, value) -> sum[0] += 10 + Utf8.length(name) + Utf8.length(value.toString()));
        return sum[0] + 2 * MOST_PROPERTY;
    }
}

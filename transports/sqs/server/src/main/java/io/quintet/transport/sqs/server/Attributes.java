package io.quintet.transport.sqs.server;

import java.util.HashMap;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.actor.queue.InternalMessage;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** The attributes of a message as type, value and custom type by name. */
final class Attributes {
    private Attributes() {}

    static Map<String, String[]> fields(InternalMessage message) {
        Map<String, String[]> fields = new HashMap<>();
        CollectionConverters.asJava(message.messageAttributes()).forEach((name, attribute) -> {
            String[] field = {attribute.primaryDataType(), value(attribute), null};
            if (attribute.customType().isDefined()) {
                field[2] = attribute.customType().get();
            }
            fields.put(name, field);
        });
        return fields;
    }

    private static String value(MessageAttribute attribute) {
        return switch (attribute) {
            case StringMessageAttribute text -> text.stringValue();
            case NumberMessageAttribute number -> number.stringValue();
            case BinaryMessageAttribute bytes -> bytes.asBase64();
            default -> throw new IllegalArgumentException("attribute of type " + attribute.primaryDataType());
        };
    }

    static scala.collection.immutable.Map<String, MessageAttribute> of(Map<String, String[]> fields) {
        Map<String, MessageAttribute> attributes = new HashMap<>();
        fields.forEach((name, field) -> attributes.put(name, attribute(field[0], field[1], Option.apply(field[2]))));
        return scala.collection.immutable.Map.from(CollectionConverters.asScala(attributes));
    }

    private static MessageAttribute attribute(String type, String value, Option<String> customType) {
        return switch (type) {
            case "String" -> new StringMessageAttribute(value, customType);
            case "Number" -> new NumberMessageAttribute(value, customType);
            case "Binary" -> BinaryMessageAttribute.fromBase64(value, customType);
            default -> throw new IllegalArgumentException("attribute of type " + type);
        };
    }
}

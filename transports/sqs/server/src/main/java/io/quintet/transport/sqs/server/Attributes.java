package io.quintet.transport.sqs.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.MessageAttribute;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.actor.queue.InternalMessage;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** The attributes of a message in the journal: name, type, value and custom type of each. */
final class Attributes {
    private Attributes() {}

    static void write(InternalMessage message, DataOutputStream out) throws IOException {
        Map<String, MessageAttribute> attributes = CollectionConverters.asJava(message.messageAttributes());
        out.writeInt(attributes.size());
        for (Map.Entry<String, MessageAttribute> each : attributes.entrySet()) {
            Journal.text(out, each.getKey());
            Journal.text(out, each.getValue().primaryDataType());
            Journal.text(out, value(each.getValue()));
            Option<String> custom = each.getValue().customType();
            Journal.text(out, custom.isDefined() ? custom.get() : null);
        }
    }

    private static String value(MessageAttribute attribute) {
        return switch (attribute) {
            case StringMessageAttribute text -> text.stringValue();
            case NumberMessageAttribute number -> number.stringValue();
            case BinaryMessageAttribute bytes -> bytes.asBase64();
            default -> throw new IllegalArgumentException("attribute of type " + attribute.primaryDataType());
        };
    }

    static scala.collection.immutable.Map<String, MessageAttribute> read(DataInputStream in) throws IOException {
        Map<String, MessageAttribute> attributes = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            attributes.put(
                    Journal.required(in),
                    attribute(Journal.required(in), Journal.required(in), Option.apply(Journal.text(in))));
        }
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

package io.quintet.transport.http;

import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.contract.ComponentModel;
import io.quintet.contract.SimpleType;
import io.quintet.spi.RecordCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From path, query and body to the request record. */
final class RequestBinding {
    private static final int SHOWN = 40;

    private RequestBinding() {}

    /** The record; a {@link QuintetException} with violations where something does not fit. */
    static Object read(
            ServedOperation operation, RecordCodec<Object> codec, List<String> variables, String target, byte[] body) {
        if (operation.pathVariables().isEmpty() && operation.query().isEmpty()) {
            return operation.readsBody() || body.length > 0 ? codec.decode(body) : codec.decode(body, Map.of());
        }
        Map<String, Object> components = new HashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            String raw = variables.get(i);
            put(components, operation.pathVariables().get(i), raw, 0, raw.length(), false);
        }
        query(operation, target, components);
        if (operation.readsBody() && body.length == 0) {
            throw invalid("", "an empty body (expected: a document)");
        }
        return codec.decode(body, components);
    }

    // names that the operation does not know are ignored, as unknown fields of a body are
    private static void query(ServedOperation operation, String target, Map<String, Object> components) {
        int from = target.indexOf('?') + 1;
        if (from == 0 || operation.query().isEmpty()) {
            return;
        }
        while (from < target.length()) {
            int and = target.indexOf('&', from);
            int end = and < 0 ? target.length() : and;
            int equals = target.indexOf('=', from);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            String name = Percent.decode(target, from, nameEnd, true);
            ComponentModel component = name == null ? null : operation.query().get(name);
            if (component != null) {
                if (components.containsKey(component.name())) {
                    throw invalid("/" + component.name(), "stands twice (expected: once)");
                }
                put(components, component, target, Math.min(nameEnd + 1, end), end, true);
            }
            from = end + 1;
        }
    }

    private static void put(
            Map<String, Object> components, ComponentModel component, String text, int from, int to, boolean query) {
        String pointer = "/" + component.name();
        String value = Percent.decode(text, from, to, query);
        if (value == null) {
            throw invalid(pointer, shown(text.substring(from, to)) + " (expected: percent-encoded UTF-8)");
        }
        Object parsed = SimpleType.parse(component.type(), value);
        if (parsed == null) {
            throw invalid(pointer, shown(value) + " (expected: " + SimpleType.expected(component.type()) + ")");
        }
        components.put(component.name(), parsed);
    }

    private static String shown(String value) {
        return "\"" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "\u2026" : value) + "\"";
    }

    static QuintetException invalid(String pointer, String message) {
        String where = pointer.isEmpty() ? "" : pointer + ": ";
        return QuintetException.invalid(
                "the request does not fit: " + where + message, List.of(new Violation(pointer, message)));
    }
}

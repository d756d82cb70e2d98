package io.quintet.faults.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what a {@link History} wrote. */
public final class HistoryReader {
    private static final JsonFactory JSON = new JsonFactory();

    private HistoryReader() {}

    /**
     * The events of a file, in their order. A last line that a kill has torn is passed over: what it would have said had not begun to
     * happen.
     *
     * @throws IllegalArgumentException where another line is damaged
     */
    public static List<Event> read(Path file) {
        String text;
        try {
            // a kill may have torn the last character, too
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
        List<Event> events = new ArrayList<>();
        int start = 0;
        for (int number = 1; start < text.length(); number++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                break;
            }
            try {
                Map<String, String> line = parse(text.substring(start, end));
                if (!"anchor".equals(line.get("type"))) {
                    events.add(event(line));
                }
            } catch (JacksonException | IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + number + ": no event: " + e.getMessage(), e);
            }
            start = end + 1;
        }
        return events;
    }

    private static Map<String, String> parse(String line) {
        Map<String, String> values = new HashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("\"" + line + "\" (expected: an object)");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                values.put(name, parser.getString());
            }
        }
        return values;
    }

    private static Event event(Map<String, String> line) {
        return new Event(
                Event.Type.valueOf(text(line, "type").toUpperCase(Locale.ROOT)),
                text(line, "node"),
                Long.parseLong(text(line, "nanos")),
                text(line, "kind"),
                text(line, "id"),
                text(line, "key"),
                Long.parseLong(text(line, "seq")),
                Integer.parseInt(text(line, "attempt")),
                text(line, "note"));
    }

    private static String text(Map<String, String> line, String name) {
        String value = line.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + ": absent (expected: present)");
        }
        return value;
    }
}

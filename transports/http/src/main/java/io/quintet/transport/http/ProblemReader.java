package io.quintet.transport.http;

import io.quintet.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads problem details leniently: they may come from anybody. */
final class ProblemReader {
    private static final int MAX_VIOLATIONS = 100;
    private static final int MAX_TEXT = 4096;
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] bytes;
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable String code;
    private @Nullable String title;
    private @Nullable String detail;
    private boolean retrySafe;
    private @Nullable String errorType;
    private byte @Nullable [] error;

    private ProblemReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Null when it is not a JSON object. */
    static @Nullable Problem read(byte[] bytes) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            return in.nextToken() == JsonToken.START_OBJECT ? new ProblemReader(bytes).object(in) : null;
        } catch (JacksonException | IllegalArgumentException e) {
            return null; // what the peer meant is then told by the HTTP status alone
        }
    }

    private Problem object(JsonParser in) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "code" -> code = text(in, token);
                case "title" -> title = text(in, token);
                case "detail" -> detail = text(in, token);
                case "errorType" -> errorType = text(in, token);
                case "retrySafe" -> retrySafe = token == JsonToken.VALUE_TRUE;
                case "violations" -> violations(in, token);
                case "error" -> error = error(in, token);
                default -> in.skipChildren();
            }
        }
        return new Problem(code, title, detail, retrySafe, List.copyOf(violations), errorType, error);
    }

    private static @Nullable String text(JsonParser in, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            String text = in.getString();
            return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "\u2026" : text;
        }
        in.skipChildren();
        return null;
    }

    // a detail of JSON is cut out as it stands, one of another format is base64
    private byte @Nullable [] error(JsonParser in, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return Base64.getDecoder().decode(in.getString());
        }
        if (token != JsonToken.START_OBJECT) {
            in.skipChildren();
            return null;
        }
        long from = in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        if (from < 0) {
            return null; // another encoding than UTF-8, which JSON is to be in: the code and the message still tell
        }
        return Arrays.copyOfRange(bytes, (int) from, (int) in.currentLocation().getByteOffset());
    }

    private void violations(JsonParser in, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            in.skipChildren();
            return;
        }
        for (JsonToken item = in.nextToken(); item != JsonToken.END_ARRAY; item = in.nextToken()) {
            if (item != JsonToken.START_OBJECT) {
                in.skipChildren();
                continue;
            }
            String pointer = null;
            String message = null;
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                String value = text(in, in.nextToken());
                if (name.equals("pointer")) {
                    pointer = value;
                } else if (name.equals("message")) {
                    message = value;
                }
            }
            if (violations.size() < MAX_VIOLATIONS) {
                violations.add(new Violation(pointer == null ? "" : pointer, message == null ? "" : message));
            }
        }
    }
}

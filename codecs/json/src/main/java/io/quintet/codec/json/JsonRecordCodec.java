package io.quintet.codec.json;

import io.quintet.type.DocumentCodec;
import io.quintet.type.Limits;
import io.quintet.type.Misfit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Opens and closes the streams, and turns what goes wrong into violations. */
final class JsonRecordCodec<T> extends DocumentCodec<T> {
    private final JsonFactory factory;
    private final RecordShape shape;

    JsonRecordCodec(JsonFactory factory, RecordShape shape) {
        super("JSON");
        this.factory = factory;
        this.shape = shape;
    }

    @Override
    protected byte[] write(T value, Set<String> components) {
        Output output = new Output();
        try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), output)) {
            write(out, value, components);
        }
        return output.bytes();
    }

    private void write(JsonGenerator out, T value, Set<String> components) {
        try {
            shape.write(out, value, components);
        } catch (StreamConstraintsException e) {
            throw new Misfit(
                    "", "more than " + Limits.MAX_DEPTH + " levels (expected: at most " + Limits.MAX_DEPTH + ")");
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the shape was made for T and builds just instances of it
    protected T build(Map<String, Object> components) {
        return (T) shape.build(components);
    }

    @Override
    @SuppressWarnings("unchecked") // the shape was made for T and builds just instances of it
    protected T read(byte[] document, Map<String, Object> components) {
        try (JsonParser in = factory.createParser(new Document(factory, document), document)) {
            return (T) read(in, components);
        } catch (JacksonException e) {
            throw new Misfit("", place(e.getLocation()) + "not JSON (expected: a JSON object)");
        }
    }

    private Object read(JsonParser in, Map<String, Object> components) {
        try {
            JsonToken first = in.nextToken();
            if (first == null) {
                throw new Misfit("", "an empty document (expected: " + shape.expected() + ")");
            }
            Object value = shape.read(in, components);
            JsonToken more = in.nextToken();
            if (more != null) {
                throw new Misfit("", place(in.currentTokenLocation()) + "text after the document (expected: its end)");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new Misfit(
                    Tokens.pointer(in),
                    "beyond a limit (expected: at most " + Limits.MAX_DEPTH + " levels, texts of " + Limits.MAX_TEXT
                            + " characters, names of " + Limits.MAX_KEY + ", numbers of " + Limits.MAX_DIGITS
                            + " digits)");
        }
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }
}

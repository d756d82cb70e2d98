package io.quintet.codec.json;

import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.spi.RecordCodec;
import io.quintet.type.Limits;
import java.util.List;
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
final class JsonRecordCodec<T> implements RecordCodec<T> {
    private final JsonFactory factory;
    private final RecordShape shape;

    JsonRecordCodec(JsonFactory factory, RecordShape shape) {
        this.factory = factory;
        this.shape = shape;
    }

    @Override
    public byte[] encode(T value) {
        return encodeWithout(value, Set.of());
    }

    @Override
    public byte[] encodeWithout(T value, Set<String> components) {
        Output output = new Output();
        try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), output)) {
            write(out, value, components);
        } catch (Misfit e) {
            throw invalid("a request or response cannot be written as JSON", e.pointer(), e.getMessage(), e);
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
    public T decode(byte[] bytes) {
        return decode(bytes, Map.of(), false);
    }

    @Override
    public T decode(byte[] bytes, Map<String, Object> components) {
        return decode(bytes, components, bytes.length == 0);
    }

    @SuppressWarnings("unchecked") // the shape was made for T and builds just instances of it
    private T decode(byte[] bytes, Map<String, Object> components, boolean noBody) {
        try {
            return (T) (noBody ? shape.build(components) : read(bytes, components));
        } catch (Misfit e) {
            throw invalid("the document does not fit", e.pointer(), e.getMessage(), e);
        }
    }

    private Object read(byte[] bytes, Map<String, Object> components) {
        try (JsonParser in = factory.createParser(new Document(factory, bytes), bytes)) {
            return read(in, components);
        } catch (JacksonException e) {
            throw invalid(
                    "the document is not JSON", "", place(e.getLocation()) + "not JSON (expected: a JSON object)", e);
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
                    Misfit.pointerOf(in),
                    "beyond a limit (expected: at most " + Limits.MAX_DEPTH + " levels, texts of " + Limits.MAX_TEXT
                            + " characters, names of " + Limits.MAX_KEY + ", numbers of " + Limits.MAX_DIGITS
                            + " digits)");
        }
    }

    private static String place(@Nullable TokenStreamLocation location) {
        return location == null ? "" : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }

    private static QuintetException invalid(String what, String pointer, @Nullable String message, Throwable cause) {
        String text = String.valueOf(message);
        String where = pointer.isEmpty() ? "" : pointer + ": ";
        return QuintetException.invalid(what + ": " + where + text, List.of(new Violation(pointer, text)))
                .causedBy(cause);
    }
}

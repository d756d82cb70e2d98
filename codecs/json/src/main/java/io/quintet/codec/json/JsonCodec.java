package io.quintet.codec.json;

import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Records as JSON (RFC 8259), strictly.
 *
 * <p>Unknown fields are ignored, so that adding a component does not break older readers. All else that does not fit is refused
 * with a JSON pointer to the offending field: a wrong type, a missing or null primitive, a field that stands twice, text after
 * the document, nesting deeper than {@value #MAX_DEPTH}. Components that are null are not written. Times are RFC 3339 texts,
 * durations ISO 8601, enum constants their names, byte arrays base64.
 */
public final class JsonCodec implements Codec {
    /** How deep a document may nest. */
    public static final int MAX_DEPTH = 100;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public <T> RecordCodec<T> of(Class<T> type) {
        RecordShape shape = shapes.get(type);
        if (shape == null) {
            shape = new Shapes().record(type);
            shapes.put(type, shape);
        }
        return new JsonRecordCodec<>(factory, shape);
    }
}

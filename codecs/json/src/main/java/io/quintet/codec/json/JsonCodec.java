package io.quintet.codec.json;

import io.quintet.spi.Codec;
import io.quintet.spi.RecordCodec;
import io.quintet.type.Limits;
import io.quintet.type.RecordType;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Records as JSON (RFC 8259), strictly.
 *
 * <p>Unknown fields are ignored, so that adding a component does not break older readers, and those that are missing have their
 * default, see {@link io.quintet.type.RecordDraft}. All else that does not fit is refused with a JSON pointer to the offending field:
 * a wrong type, a primitive that is null, a field that stands twice, text after the document, what is beyond the {@link Limits}.
 * Components that are null and Optionals that are empty are not written. Times are RFC 3339 texts, durations ISO 8601, enum constants
 * their names, byte arrays base64, unions objects whose field {@code type} is the simple name of their record.
 */
public final class JsonCodec implements Codec {
    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.MAX_DEPTH)
                    .maxStringLength(Limits.MAX_TEXT)
                    .maxNameLength(Limits.MAX_KEY)
                    .maxNumberLength(Limits.MAX_NUMBER)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Limits.MAX_DEPTH)
                    .build())
            .build();

    /** Kept by the class itself, so that it goes when the class goes. */
    private final ClassValue<RecordShape> shapes = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new Shapes().record(RecordType.of(type));
        }
    };

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
        return new JsonRecordCodec<>(factory, shapes.get(type));
    }
}

package io.quintet.codec.json;

import io.quintet.type.Limits;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The document that a parser reads, for unions whose first field does not tell which record they are.
 *
 * <p>The first such union lets the document be read a second time, from its beginning, and all objects that tell their type be noted:
 * one more pass, however many unions there are and however deep they nest.
 */
final class Document extends ObjectReadContext.Base {
    private final JsonFactory factory;
    private final byte[] bytes;
    private @Nullable Map<Long, String> types;

    Document(JsonFactory factory, byte[] bytes) {
        this.factory = factory;
        this.bytes = bytes;
    }

    /** What the object says that it is, on whose first field's name the parser stands; null where it says nothing. */
    @Nullable
    String typeOfObjectAt(JsonParser in) {
        Map<Long, String> known = types;
        if (known == null) {
            known = scan();
            types = known;
        }
        return known.get(in.currentTokenLocation().getByteOffset());
    }

    private Map<Long, String> scan() {
        Map<Long, String> found = new HashMap<>();
        try (JsonParser in = factory.createParser(ObjectReadContext.empty(), bytes)) {
            long[] firstNames = new long[Limits.MAX_DEPTH + 1];
            int depth = -1;
            JsonToken token = in.nextToken();
            while (token != null) {
                switch (token) {
                    case START_OBJECT, START_ARRAY -> firstNames[++depth] = -1;
                    case END_OBJECT, END_ARRAY -> depth--;
                    case PROPERTY_NAME -> {
                        if (firstNames[depth] < 0) {
                            firstNames[depth] = in.currentTokenLocation().getByteOffset();
                        } else if (in.currentName().equals(UnionShape.TYPE)) {
                            token = in.nextToken();
                            if (token == JsonToken.VALUE_STRING) {
                                found.putIfAbsent(firstNames[depth], in.getString());
                            }
                            continue;
                        }
                    }
                    default -> {}
                }
                token = in.nextToken();
            }
        }
        return found;
    }
}

package io.quintet.type;

import io.quintet.Id;
import io.quintet.InvalidContractException;
import java.lang.reflect.AnnotatedElement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the numbers within one record, enum or union, and refuses those that its formats cannot write. */
final class Ids {
    private static final int MAX_FIELD = 536_870_911;
    private static final int RESERVED_FROM = 19_000;
    private static final int RESERVED_TO = 19_999;

    private final boolean fields;
    private final Map<Integer, String> taken = new HashMap<>();

    private Ids(boolean fields) {
        this.fields = fields;
    }

    /** Of a record's components or a union's records, which are fields in Protocol Buffers. */
    static Ids ofFields() {
        return new Ids(true);
    }

    static Ids ofConstants() {
        return new Ids(false);
    }

    /** The number of an element, or null; the place is for messages. */
    @Nullable
    Integer read(AnnotatedElement element, String where) {
        Id id = element.getAnnotation(Id.class);
        if (id == null) {
            return null;
        }
        int number = id.value();
        if (fields && (number < 1 || number > MAX_FIELD || (number >= RESERVED_FROM && number <= RESERVED_TO))) {
            throw new InvalidContractException(where + ": @Id(" + number + ") (mend: use a number from 1 to "
                    + MAX_FIELD + " without " + RESERVED_FROM + " to " + RESERVED_TO + ")");
        }
        if (number < 0) {
            throw new InvalidContractException(where + ": @Id(" + number + ") (mend: use a number from 0)");
        }
        String other = taken.put(number, where);
        if (other != null) {
            throw new InvalidContractException(where + ": @Id(" + number + ") is that of " + other
                    + ", too (mend: give each a number of its own)");
        }
        return number;
    }
}

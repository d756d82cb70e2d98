package io.quintet.spi;

import io.quintet.QuintetException;
import io.quintet.Violation;
import io.quintet.type.Constraints;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads just records that keep what their components' annotations ask for: what does not is as unreadable as a wrong type. */
final class ConstrainedCodec implements RecordCodec<Object> {
    private final RecordCodec<Object> codec;
    private final Constraints constraints;

    ConstrainedCodec(RecordCodec<Object> codec, Constraints constraints) {
        this.codec = codec;
        this.constraints = constraints;
    }

    @Override
    public byte[] encode(Object value) {
        return codec.encode(value);
    }

    @Override
    public byte[] encodeWithout(Object value, Set<String> components) {
        return codec.encodeWithout(value, components);
    }

    @Override
    public Object decode(byte[] bytes) {
        return checked(codec.decode(bytes));
    }

    @Override
    public Object decode(byte[] bytes, Map<String, Object> components) {
        return checked(codec.decode(bytes, components));
    }

    private Object checked(Object record) {
        List<Violation> violations = constraints.violations(record);
        if (violations.isEmpty()) {
            return record;
        }
        Violation first = violations.getFirst();
        throw QuintetException.invalid(
                record.getClass().getSimpleName() + first.pointer() + ": " + first.message(), violations);
    }
}

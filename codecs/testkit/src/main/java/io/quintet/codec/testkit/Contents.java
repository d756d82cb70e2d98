package io.quintet.codec.testkit;

import io.quintet.type.Component;
import io.quintet.type.RecordType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A value as something that is equal when its contents are: bytes in a record are equal just when they are the same array. */
final class Contents {
    private Contents() {}

    static Object of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case Optional<?> optional -> optional.<Object>map(Contents::of);
            case Set<?> set -> {
                Set<Object> contents = new HashSet<>();
                set.forEach(element -> contents.add(of(element)));
                yield contents;
            }
            case Iterable<?> list -> {
                List<Object> contents = new ArrayList<>();
                list.forEach(element -> contents.add(of(element)));
                yield contents;
            }
            case Map<?, ?> map -> {
                Map<Object, Object> contents = new HashMap<>();
                map.forEach((key, element) -> contents.put(of(key), of(element)));
                yield contents;
            }
            case Record record -> {
                List<Object> contents = new ArrayList<>();
                contents.add(record.getClass());
                for (Component component : RecordType.of(record.getClass()).components()) {
                    contents.add(of(component.get(record)));
                }
                yield contents;
            }
            default -> value;
        };
    }
}

package io.quintet.codec.testkit;

import io.quintet.type.Component;
import io.quintet.type.EnumType;
import io.quintet.type.ListType;
import io.quintet.type.MapType;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordDraft;
import io.quintet.type.RecordType;
import io.quintet.type.Scalar;
import io.quintet.type.SetType;
import io.quintet.type.TypeModel;
import io.quintet.type.UnionType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Records with random contents: the same for the same seed. Extremes are frequent, and so is what is absent. */
public final class RandomRecords {
    private static final int DEEPEST = 4;

    private final Random random;
    private final RandomScalars scalars;

    /** The same records for the same seed. */
    public RandomRecords(long seed) {
        this.random = new Random(seed);
        this.scalars = new RandomScalars(random);
    }

    /** The next record of a type. */
    public <T> T next(Class<T> type) {
        return type.cast(record(RecordType.of(type), 0));
    }

    private Object record(RecordType type, int depth) {
        RecordDraft draft = type.draft();
        for (Component component : type.components()) {
            boolean absent = !component.primitive() && random.nextInt(4) == 0;
            boolean leaf = depth >= DEEPEST && !(component.type() instanceof Scalar);
            if (!absent && !leaf) {
                draft.set(component.index(), value(component.type(), depth + 1));
            }
        }
        return draft.build();
    }

    private Object value(TypeModel type, int depth) {
        return switch (type) {
            case Scalar scalar -> scalars.next(scalar);
            case EnumType constants -> oneOf(constants.constants()).value();
            case RecordType record -> record(record, depth);
            case UnionType union -> record(oneOf(union.records()), depth);
            case ListType list -> Collections.unmodifiableList(elements(list.element(), depth));
            case SetType set -> Collections.unmodifiableSet(new LinkedHashSet<>(elements(set.element(), depth)));
            case MapType map -> map(map, depth);
            case OptionalType optional -> Optional.of(value(optional.value(), depth));
        };
    }

    private List<Object> elements(TypeModel element, int depth) {
        List<Object> elements = new ArrayList<>();
        for (int i = size(depth); i > 0; i--) {
            elements.add(value(element, depth + 1));
        }
        return elements;
    }

    private Map<Object, Object> map(MapType type, int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = size(depth); i > 0; i--) {
            map.put(value(type.key(), depth), value(type.value(), depth + 1));
        }
        return Collections.unmodifiableMap(map);
    }

    private int size(int depth) {
        return depth >= DEEPEST ? 0 : random.nextInt(4);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Whether two records are the same, with bytes by their contents. */
    public static boolean same(Object one, Object other) {
        return Contents.of(one).equals(Contents.of(other));
    }
}

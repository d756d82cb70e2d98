package io.quintet.codec.protobuf;

import io.quintet.type.EnumType;
import io.quintet.type.ListType;
import io.quintet.type.MapType;
import io.quintet.type.OptionalType;
import io.quintet.type.RecordType;
import io.quintet.type.Scalar;
import io.quintet.type.SetType;
import io.quintet.type.TypeModel;
import io.quintet.type.UnionType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record, enum or union, as what has members with numbers.
 *
 * @param type its class's name, by which the lock file knows it
 * @param constants whether the members are those of an enum, whose numbers may be 0
 * @param members the components, constants or records, in the order declared; for a oneof its records
 */
record Numbered(String type, boolean constants, List<Member> members) {
    /**
     * One that has a number.
     *
     * @param name its name as declared
     * @param id the number that {@link io.quintet.Id} gives it, or null
     */
    record Member(String name, @Nullable Integer id) {}

    static Numbered of(RecordType type) {
        return new Numbered(
                type.type().getName(),
                false,
                type.components().stream()
                        .flatMap(component -> {
                            UnionType oneof = Oneof.of(type, component);
                            return oneof == null
                                    ? Stream.of(new Member(component.name(), component.id()))
                                    : of(oneof).members().stream();
                        })
                        .toList());
    }

    static Numbered of(EnumType type) {
        return new Numbered(
                type.type().getName(),
                true,
                type.constants().stream()
                        .map(constant -> new Member(constant.name(), constant.id()))
                        .toList());
    }

    static Numbered of(UnionType type) {
        return new Numbered(
                type.type().getName(),
                false,
                type.records().stream()
                        .map(record -> new Member(record.name(), record.id()))
                        .toList());
    }

    /** All that records reach, themselves included. */
    static Collection<Numbered> reachedBy(Collection<RecordType> records) {
        Map<TypeModel, Numbered> reached = new LinkedHashMap<>();
        records.forEach(record -> reach(record, reached));
        return new ArrayList<>(reached.values());
    }

    private static void reach(TypeModel type, Map<TypeModel, Numbered> reached) {
        if (reached.containsKey(type)) {
            return;
        }
        switch (type) {
            case Scalar scalar -> {}
            case EnumType constants -> reached.put(type, of(constants));
            case RecordType record -> {
                reached.put(type, of(record));
                record.components().forEach(component -> {
                    UnionType oneof = Oneof.of(record, component);
                    if (oneof == null) {
                        reach(component.type(), reached);
                    } else {
                        oneof.records().forEach(each -> reach(Oneof.value(each).type(), reached));
                    }
                });
            }
            case UnionType union -> {
                reached.put(type, of(union));
                union.records().forEach(record -> reach(record, reached));
            }
            case ListType list -> reach(list.element(), reached);
            case SetType set -> reach(set.element(), reached);
            case MapType map -> {
                reach(map.key(), reached);
                reach(map.value(), reached);
            }
            case OptionalType optional -> reach(optional.value(), reached);
        }
    }
}

package io.quintet.codec.protobuf;

import io.quintet.InvalidContractException;
import io.quintet.type.RecordType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The messages and enums that records are in Protocol Buffers, as the codec writes and reads them.
 *
 * @param messages in the order of their names
 * @param enums in the order of their names
 */
public record ProtobufSchema(List<Message> messages, List<Enumeration> enums) {
    /** The name of the one oneof that a union's message has. */
    public static final String ONEOF = "which";

    private static final String GOOGLE = "google.protobuf.";
    private static final String WELL_KNOWN = ProtobufSchema.class.getPackageName() + ".wellknown";

    /** The name of a record, enum or union as messages and rpcs have it; in full for google's own. */
    public static String name(Class<?> type) {
        return type.getPackageName().equals(WELL_KNOWN) ? GOOGLE + type.getSimpleName() : type.getSimpleName();
    }

    /**
     * A message.
     *
     * @param name its name
     * @param origin what it comes from, such as a class's name
     * @param oneof whether at most one of its fields is set
     * @param fields in the order of their numbers
     * @param reserved numbers that fields had
     * @param reservedNames names that fields had and no field has
     */
    public record Message(
            String name,
            String origin,
            boolean oneof,
            List<Field> fields,
            List<Integer> reserved,
            List<String> reservedNames) {
        /** The fields as they stand in a document: each alone, but those of a oneof together where the first of them stands. */
        public Collection<List<Field>> groups() {
            return fields.stream()
                    .collect(Collectors.groupingBy(
                            field -> field.oneof().isEmpty() ? field.name() : field.oneof(),
                            LinkedHashMap::new,
                            Collectors.toUnmodifiableList()))
                    .values();
        }
    }

    /**
     * A field.
     *
     * @param label {@code optional}, {@code repeated} or empty
     * @param type the name of its type, such as {@code int32} or {@code map<string, Order>}
     * @param name its name
     * @param number its number
     * @param oneof the name of the oneof that it is in, or empty
     */
    public record Field(String label, String type, String name, int number, String oneof) {
        Field(String label, String type, String name, int number) {
            this(label, type, name, number, "");
        }
    }

    /**
     * An enum.
     *
     * @param name its name
     * @param origin its class's name
     * @param constants in the order of their numbers, 0 first
     * @param reserved numbers that constants had
     * @param reservedNames names that constants had and no constant has
     */
    public record Enumeration(
            String name, String origin, List<Constant> constants, List<Integer> reserved, List<String> reservedNames) {}

    /**
     * A constant of an enum.
     *
     * @param name its name
     * @param number its number
     */
    public record Constant(String name, int number) {}

    /**
     * Describes records and all that they reach.
     *
     * @throws InvalidContractException when something has no number, or when two have one name
     */
    public static ProtobufSchema of(Collection<RecordType> records, ProtobufNumbers numbers) {
        Shapes shapes = new Shapes(numbers);
        records.forEach(shapes::record);
        SortedMap<String, Message> messages = new TreeMap<>();
        SortedMap<String, Enumeration> enums = new TreeMap<>();
        Map<String, String> origins = new TreeMap<>();
        for (Shape shape : shapes.made()) {
            if (shape.protoType().startsWith(GOOGLE)) {
                continue; // google's own document has it
            }
            if (shape instanceof MessageShape message) {
                Message described = message.describe();
                expectOne(origins, described.name(), described.origin());
                expectDistinct(described.origin(), names(described));
                messages.put(described.name(), described);
            } else if (shape instanceof EnumShape constants) {
                Enumeration described = constants.describe();
                expectOne(origins, described.name(), described.origin());
                expectDistinct(
                        described.origin(), described.constants().stream().map(Constant::name));
                enums.put(described.name(), described);
            }
        }
        return new ProtobufSchema(List.copyOf(messages.values()), List.copyOf(enums.values()));
    }

    private static void expectOne(Map<String, String> origins, String name, String origin) {
        ProtoNames.field(name);
        String other = origins.put(name, origin);
        if (other != null && !other.equals(origin)) {
            throw new InvalidContractException(origin + ": named " + name + " in Protocol Buffers, as is " + other
                    + " (mend: rename one, or keep them in different documents)");
        }
    }

    private static Stream<String> names(Message message) {
        Stream<String> fields = message.fields().stream().map(Field::name);
        Stream<String> oneofs = message.oneof()
                ? Stream.of(ONEOF)
                : message.fields().stream()
                        .map(Field::oneof)
                        .filter(name -> !name.isEmpty())
                        .distinct();
        return Stream.concat(oneofs, fields);
    }

    private static void expectDistinct(String origin, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.forEach(name -> {
            if (!seen.add(name)) {
                throw new InvalidContractException(
                        origin + ": two members are " + name + " in Protocol Buffers (mend: rename one)");
            }
        });
    }

    static List<Integer> reserved(SortedMap<Integer, LockEntry> locked) {
        return locked.entrySet().stream()
                .filter(entry -> entry.getValue().reserved())
                .map(Map.Entry::getKey)
                .toList();
    }

    static List<String> reservedNames(SortedMap<Integer, LockEntry> locked, UnaryOperator<String> naming) {
        List<String> gone = new ArrayList<>();
        Set<String> live = new HashSet<>();
        locked.values().forEach(entry -> (entry.reserved() ? gone : live).add(naming.apply(entry.name())));
        return gone.stream()
                .filter(name -> !live.contains(name))
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}

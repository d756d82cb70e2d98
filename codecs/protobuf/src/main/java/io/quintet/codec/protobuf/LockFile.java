package io.quintet.codec.protobuf;

import io.quintet.InvalidContractException;
import io.quintet.type.RecordType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that were given once and for all, as text that is committed with the sources; immutable.
 *
 * <p>One line per record component, enum constant or record of a union, as {@code com.acme.Order.items = 3}. What is gone from the
 * sources stays as {@code reserved com.acme.Order.items = 3}, so that its number never gets another meaning. Renames are not guessed:
 * whoever renames a component renames it here, too, or it is a new one.
 */
public final class LockFile {
    /** Where it is found on the class path. */
    public static final String RESOURCE = "META-INF/quintet/protobuf.lock";

    static final LockFile EMPTY = new LockFile(new TreeMap<>());

    private static final String HEAD =
            "# Numbers of Protocol Buffers, given for ever. Commit this file; never change a number.\n";

    private final SortedMap<String, SortedMap<Integer, LockEntry>> types;

    LockFile(SortedMap<String, SortedMap<Integer, LockEntry>> types) {
        this.types = types;
    }

    /** Without numbers. */
    public static LockFile empty() {
        return EMPTY;
    }

    /**
     * Reads the text of a lock file.
     *
     * @throws InvalidContractException when a line is none, or gives a number twice; with the source, such as a path, and the line
     */
    public static LockFile parse(String source, String text) {
        return new LockParser(source).parse(text);
    }

    /** The text, in an order that does not depend on that of the sources. */
    public String text() {
        return HEAD + lines().map(line -> line + "\n").collect(Collectors.joining());
    }

    private Stream<String> lines() {
        return types.entrySet().stream()
                .flatMap(type -> type.getValue().entrySet().stream()
                        .map(entry -> entry.getValue().line(type.getKey(), entry.getKey())));
    }

    SortedMap<Integer, LockEntry> entries(String type) {
        return types.getOrDefault(type, new TreeMap<>());
    }

    /**
     * This and another: a module that uses another's types has lines for them, too, which may be older but not otherwise. What one of
     * them has reserved is reserved.
     */
    LockFile with(LockFile other, String source) {
        SortedMap<String, SortedMap<Integer, LockEntry>> all = new TreeMap<>(types);
        other.types.forEach((type, entries) -> {
            SortedMap<Integer, LockEntry> merged = new TreeMap<>(entries(type));
            entries.forEach((number, entry) -> merged.merge(number, entry, (one, two) -> {
                if (!one.name().equals(two.name())) {
                    throw new InvalidContractException(
                            source + ": " + two.line(type, number) + ", but another " + RESOURCE
                                    + " on the class path has " + one.line(type, number)
                                    + " (mend: keep the line of the module that has the type)");
                }
                return one.reserved() ? one : two;
            }));
            all.put(type, merged);
        });
        return new LockFile(all);
    }

    /**
     * This with what records reach: what is new gets its {@link io.quintet.Id} or the next number, what is gone is reserved, all else
     * stays, also of types that are not reached.
     *
     * @throws InvalidContractException when an {@link io.quintet.Id} contradicts a number that was given
     */
    public LockFile extendedBy(Collection<RecordType> records) {
        return extended(Numbered.reachedBy(records));
    }

    LockFile extended(Collection<Numbered> reached) {
        SortedMap<String, SortedMap<Integer, LockEntry>> all = new TreeMap<>(types);
        for (Numbered type : reached) {
            all.put(type.type(), new Numbering(type, entries(type.type())).extended());
        }
        return new LockFile(all);
    }

    /** What a build must fail with: how this differs from what the sources need; empty when it does not. */
    public List<String> differences(Collection<RecordType> records) {
        return different(Numbered.reachedBy(records));
    }

    List<String> different(Collection<Numbered> reached) {
        LockFile needed;
        try {
            needed = extended(reached);
        } catch (InvalidContractException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        Set<String> have = lines().collect(Collectors.toCollection(TreeSet::new));
        Set<String> need = needed.lines().collect(Collectors.toCollection(TreeSet::new));
        List<String> differences = new ArrayList<>();
        need.stream().filter(line -> !have.contains(line)).forEach(line -> differences.add("missing: " + line));
        have.stream().filter(line -> !need.contains(line)).forEach(line -> differences.add("outdated: " + line));
        return differences;
    }

    /** What was promised by a former version of this file, such as the last release's, and is not kept; empty when all is. */
    public List<String> brokenSince(LockFile former) {
        List<String> broken = new ArrayList<>();
        former.types.forEach((type, entries) -> entries.forEach((number, entry) -> {
            String reason = broken(entries(type), number, entry);
            if (reason != null) {
                broken.add(entry.line(type, number) + ": " + reason);
            }
        }));
        return broken;
    }

    private static @Nullable String broken(Map<Integer, LockEntry> now, int number, LockEntry former) {
        LockEntry entry = now.get(number);
        if (entry == null) {
            return "the number is gone (expected: the line, or reserved)";
        }
        if (former.reserved() && !entry.equals(former)) {
            return "a reserved number is in use again (expected: reserved for ever)";
        }
        Set<String> others = new HashSet<>();
        now.forEach((other, its) -> {
            if (other != number && !its.reserved()) {
                others.add(its.name());
            }
        });
        return !entry.reserved() && !entry.name().equals(former.name()) && others.contains(former.name())
                ? "now another number, and this one is " + entry.name() + " (expected: unchanged)"
                : null;
    }
}

package io.quintet.codec.protobuf;

import io.quintet.InvalidContractException;
import io.quintet.codec.protobuf.Numbered.Member;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The numbers of one type's members, by what the lock file says of the type and by their annotations. */
final class Numbering {
    private static final int MAX_FIELD = 536_870_911;
    private static final int RESERVED_FROM = 19_000;
    private static final int RESERVED_TO = 19_999;
    private static final String UNSPECIFIED = "UNSPECIFIED";

    private final Numbered type;
    private final SortedMap<Integer, LockEntry> locked;
    private final Map<String, Integer> byName = new HashMap<>();

    Numbering(Numbered type, SortedMap<Integer, LockEntry> locked) {
        this.type = type;
        this.locked = locked;
        locked.forEach((number, entry) -> {
            if (!entry.reserved()) {
                byName.put(entry.name(), number);
            }
        });
    }

    /** The number of each member, in the order declared. */
    int[] numbers() {
        int[] numbers = new int[type.members().size()];
        Map<Integer, String> taken = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            Member member = type.members().get(i);
            Integer number = given(member);
            if (number == null) {
                throw new InvalidContractException(
                        where(member) + ": no number for Protocol Buffers (mend: add @Id(n), or let" + " the lock file "
                                + LockFile.RESOURCE + " be written, and commit it)");
            }
            String other = taken.put(number, member.name());
            if (other != null) {
                throw new InvalidContractException(where(member) + ": number " + number + " is that of " + other
                        + ", too (mend: give each a number of its own)");
            }
            if (!type.constants() && !isField(number)) {
                throw new InvalidContractException(where(member) + ": number " + number + " (mend: use one from 1 to "
                        + MAX_FIELD + " without " + RESERVED_FROM + " to " + RESERVED_TO + ")");
            }
            numbers[i] = number;
        }
        return numbers;
    }

    /** What the lock file must say of the type. */
    SortedMap<Integer, LockEntry> extended() {
        SortedMap<Integer, LockEntry> result = new TreeMap<>();
        Set<String> members = new HashSet<>();
        type.members().forEach(member -> members.add(member.name()));
        locked.forEach((number, entry) ->
                result.put(number, new LockEntry(entry.name(), entry.reserved() || !members.contains(entry.name()))));
        for (Member member : type.members()) {
            Integer number = given(member);
            if (number != null) {
                result.put(number, new LockEntry(member.name(), false));
            }
        }
        for (Member member : type.members()) {
            if (given(member) == null) {
                result.put(next(member, result), new LockEntry(member.name(), false));
            }
        }
        return result;
    }

    /** The number that a member has by annotation or lock, or null; the two may not contradict each other. */
    private @Nullable Integer given(Member member) {
        Integer number = byName.get(member.name());
        Integer id = member.id();
        if (id == null) {
            return number;
        }
        if (number != null && !number.equals(id)) {
            throw new InvalidContractException(where(member) + ": @Id(" + id + "), but the lock file says " + number
                    + " (mend: take @Id(" + number + ") back, or rename the component: a number never changes)");
        }
        LockEntry entry = locked.get(id);
        if (entry != null && (entry.reserved() || !entry.name().equals(member.name()))) {
            throw new InvalidContractException(where(member) + ": @Id(" + id + ") was given to " + entry.name()
                    + " (mend: use a number that was never in use)");
        }
        return id;
    }

    private int next(Member member, SortedMap<Integer, LockEntry> taken) {
        // as its own zero, so that it does not stand twice in the enum of the .proto
        if (type.constants() && member.name().equals(UNSPECIFIED) && !taken.containsKey(0)) {
            return 0;
        }
        // above all that are known, since a gap may be a number that was in use before there was a lock file
        int next = taken.isEmpty() ? 1 : Math.addExact(taken.lastKey(), 1);
        if (!type.constants() && next == RESERVED_FROM) {
            next = RESERVED_TO + 1;
        }
        if (!type.constants() && !isField(next)) {
            throw new InvalidContractException(where(member) + ": no number is left above those of " + type.type()
                    + " (mend: give it one with @Id)");
        }
        return next;
    }

    private static boolean isField(int number) {
        return number >= 1 && number <= MAX_FIELD && (number < RESERVED_FROM || number > RESERVED_TO);
    }

    private String where(Member member) {
        return type.type() + "." + member.name();
    }
}

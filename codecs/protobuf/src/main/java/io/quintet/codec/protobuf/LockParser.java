package io.quintet.codec.protobuf;

import io.quintet.InvalidContractException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the lines of a lock file. */
final class LockParser {
    private final String source;
    private final SortedMap<String, SortedMap<Integer, LockEntry>> types = new TreeMap<>();
    private int number;

    LockParser(String source) {
        this.source = source;
    }

    LockFile parse(String text) {
        List<String> lines = text.lines().toList();
        for (String line : lines) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                read(stripped);
            }
        }
        return new LockFile(types);
    }

    private void read(String line) {
        boolean reserved = line.startsWith(LockEntry.RESERVED);
        String rest = reserved ? line.substring(LockEntry.RESERVED.length()).strip() : line;
        int equals = rest.indexOf('=');
        String path = equals < 0 ? "" : rest.substring(0, equals).strip();
        int dot = path.lastIndexOf('.');
        String digits = rest.substring(equals + 1).strip();
        boolean decimal = !digits.isEmpty()
                && digits.length() <= 10
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && Long.parseLong(digits) <= Integer.MAX_VALUE;
        if (dot <= 0 || dot == path.length() - 1 || path.contains(" ") || !decimal) {
            throw wrong("\"" + line + "\" (expected: a line such as com.acme.Order.items = 3)");
        }
        String type = path.substring(0, dot);
        LockEntry entry = new LockEntry(path.substring(dot + 1), reserved);
        SortedMap<Integer, LockEntry> entries = types.computeIfAbsent(type, key -> new TreeMap<>());
        if (!reserved && entries.containsValue(entry)) {
            throw wrong(path + " (expected: one number for each)");
        }
        LockEntry other = entries.put(Integer.parseInt(digits), entry);
        if (other != null) {
            throw wrong(path + " = " + digits + ", which is that of " + other.name()
                    + ", too (expected: a number of its own; a merge takes the next one for what came later)");
        }
    }

    private InvalidContractException wrong(String what) {
        return new InvalidContractException(source + ", line " + number + ": " + what);
    }
}

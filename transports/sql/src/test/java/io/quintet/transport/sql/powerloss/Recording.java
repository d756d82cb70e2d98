package io.quintet.transport.sql.powerloss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that a process did to the files of a directory, in order; see {@code src/test/c/recorder.c}. */
final class Recording {
    private final byte[] bytes;
    private final List<Entry> entries;

    private Recording(byte[] bytes, List<Entry> entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    /**
     * One operation.
     *
     * @param at the offset of a write, the length of a truncation, the number of a sync
     * @param start where in the journal its bytes are
     */
    record Entry(char operation, int file, long at, int start, int length) {}

    static Recording read(Path journal) throws IOException {
        byte[] bytes = Files.readAllBytes(journal);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Entry> entries = new ArrayList<>();
        while (in.hasRemaining()) {
            char operation = (char) in.get();
            int file = in.getInt();
            long at = in.getLong();
            int length = in.getInt();
            Entry entry = new Entry(operation, file, at, in.position(), length);
            in.position(in.position() + length);
            if (operation == 'F') {
                return new Recording(bytes, entries);
            }
            entries.add(entry);
        }
        throw new AssertionError(journal + ": ends after " + entries.size() + " records without being frozen");
    }

    /** The journal itself. */
    byte[] bytes() {
        return bytes;
    }

    List<Entry> entries() {
        return entries;
    }

    /** The name that the entry's file was given. */
    String name(Entry entry) {
        return entries.stream()
                .filter(made -> made.operation() == 'C' && made.file() == entry.file())
                .findFirst()
                .map(this::text)
                .orElseThrow();
    }

    String text(Entry entry) {
        return new String(bytes, entry.start(), entry.length(), StandardCharsets.UTF_8);
    }
}

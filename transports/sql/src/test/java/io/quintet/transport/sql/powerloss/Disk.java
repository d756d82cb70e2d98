package io.quintet.transport.sql.powerloss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A disk that keeps just what it must.
 *
 * <p>What was written to a file before a sync of it began is there once that sync has ended. Of what was written or cut off later
 * anything may be there: all, nothing, any part, single sectors of 512 bytes of a write, in any order. That a file came into being or
 * was removed is sure only once the directory was synced; syncing the file does not do. A sector is whole, and bytes beside a write
 * do not change, which is what SQLite asks of a disk.
 */
final class Disk {
    static final String DIRECTORY = "the directory";

    /** A name was given to a file, or taken away. */
    private record Renaming(
            int index, String name, @Nullable Integer file) {}

    private final Recording recording;
    private final Predicate<String> honest;
    private final Map<Integer, FileContent> files = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> durable = new TreeMap<>();
    private final List<Renaming> pending = new ArrayList<>();
    private final Map<Long, Integer> begun = new HashMap<>();
    private final Marks marks = new Marks();
    private int position;

    /**
     * An empty disk.
     *
     * @param honest by name of file, or {@link #DIRECTORY}: whether a sync of it does what it should
     */
    Disk(Recording recording, Predicate<String> honest) {
        this.recording = recording;
        this.honest = honest;
    }

    /** Does what was done up to a record, that one not included. */
    Disk advance(int to) {
        for (; position < to; position++) {
            apply(recording.entries().get(position));
        }
        return this;
    }

    /** What the process had been told by now. */
    Marks marks() {
        return marks;
    }

    private void apply(Recording.Entry entry) {
        if (Marks.FILE.equals(names.get(entry.file()))) {
            if (entry.operation() == 'W') {
                marks.add(recording.text(entry));
            }
            return;
        }
        switch (entry.operation()) {
            case 'C' -> {
                String name = recording.text(entry);
                names.put(entry.file(), name);
                if (!name.equals(Marks.FILE)) {
                    files.put(entry.file(), new FileContent(recording.bytes()));
                    pending.add(new Renaming(position, name, entry.file()));
                }
            }
            case 'U' -> pending.add(new Renaming(position, recording.text(entry), null));
            case 'W' -> file(entry).write(position, entry);
            case 'T' -> file(entry).truncate(position, entry);
            case 'B' -> begun.put(entry.at(), position);
            case 'E' -> synced(entry.file(), begun.remove(entry.at()));
            default ->
                throw new AssertionError("the recorder cannot record: " + entry.operation() + " "
                        + recording.text(entry) + " (expected: that nobody does that)");
        }
    }

    private FileContent file(Recording.Entry entry) {
        FileContent file = files.get(entry.file());
        if (file == null) {
            throw new AssertionError("record " + position + " is of a file that was never made: " + entry);
        }
        return file;
    }

    private void synced(int file, int begin) {
        if (file == 0) {
            if (honest.test(DIRECTORY)) {
                pending.stream().filter(change -> change.index() < begin).forEach(change -> rename(durable, change));
                pending.removeIf(change -> change.index() < begin);
            }
        } else if (honest.test(names.getOrDefault(file, ""))) {
            files.get(file).synced(begin);
        }
    }

    private static void rename(Map<String, Integer> names, Renaming change) {
        if (change.file() == null) {
            names.remove(change.name());
        } else {
            names.put(change.name(), change.file());
        }
    }

    /** Every file, with all that was done. */
    Map<String, byte[]> complete() {
        Map<String, Integer> there = new TreeMap<>(durable);
        pending.forEach(change -> rename(there, change));
        Map<String, byte[]> contents = new LinkedHashMap<>();
        there.forEach((name, file) -> contents.put(name, files.get(file).complete()));
        return contents;
    }

    /** Writes what may be there when the power goes now. */
    void afterPowerLoss(SplittableRandom random, Path directory) throws IOException {
        double kept = random.nextInt(3) / 2.0;
        Map<String, Integer> there = new TreeMap<>(durable);
        // of the changes to one name, the first so many
        Map<String, Boolean> lost = new HashMap<>();
        for (Renaming change : pending) {
            if (lost.merge(change.name(), random.nextDouble() >= kept, Boolean::logicalOr)) {
                continue;
            }
            rename(there, change);
        }
        for (Map.Entry<String, Integer> file : there.entrySet()) {
            Files.write(
                    directory.resolve(file.getKey()), files.get(file.getValue()).afterPowerLoss(random));
            if (file.getKey().endsWith("-wal") && random.nextInt(3) == 0) {
                byte[] rubbish = new byte[32 * 1024]; // shared memory that nobody made durable
                random.nextBytes(rubbish);
                Files.write(directory.resolve(file.getKey().replace("-wal", "-shm")), rubbish);
            }
        }
    }
}

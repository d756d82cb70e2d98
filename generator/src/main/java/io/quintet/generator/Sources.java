package io.quintet.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Java files by their paths, such as {@code acme/Order.java}.
 *
 * @param files the text of each
 */
public record Sources(SortedMap<String, String> files) {
    /** These and others. */
    public Sources with(Sources others) {
        SortedMap<String, String> all = new TreeMap<>(files);
        others.files.forEach((path, text) -> {
            if (all.put(path, text) != null) {
                throw new GenerationException(path + ": comes from two documents (mend: give one another package)");
            }
        });
        return new Sources(all);
    }

    /**
     * Makes a directory hold these files and no others; what is as it should be is not touched, so that a compiler that goes by times
     * has nothing to do. How many were written or deleted.
     */
    public int writeTo(Path directory) throws IOException {
        int changed = 0;
        Files.createDirectories(directory);
        List<Path> present;
        try (Stream<Path> walk = Files.walk(directory)) {
            present = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : present) {
            if (!files.containsKey(directory.relativize(file).toString().replace('\\', '/'))) {
                Files.delete(file);
                changed++;
            }
        }
        for (Map.Entry<String, String> each : files.entrySet()) {
            Path file = directory.resolve(each.getKey());
            if (!Files.exists(file) || !Files.readString(file, UTF_8).equals(each.getValue())) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, each.getValue(), UTF_8);
                changed++;
            }
        }
        return changed;
    }
}

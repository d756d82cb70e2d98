package io.quintet.examples.fooddelivery.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The log of one instance: all of it in a file, the last lines in memory. Safe for use by many threads. */
final class LogTail implements AutoCloseable {
    private static final int KEPT = 30;

    private final Deque<String> last = new ArrayDeque<>();
    private final PrintWriter file;

    LogTail(Path path) throws IOException {
        file = new PrintWriter(
                Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true);
    }

    synchronized void add(String line) {
        file.println(line);
        last.addLast(line);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    /** The last lines, oldest first. */
    synchronized List<String> last(int most) {
        return last.stream().skip(Math.max(0, last.size() - most)).toList();
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}

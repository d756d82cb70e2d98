package io.quintet.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a run takes place.
 *
 * @param processors how many the JVM sees
 * @param java the JVM
 * @param system the operating system
 * @param directory where the data files are; says little when it is in memory
 * @param appendMicros how long it takes there to append 4 KiB to a file and force them to the disk
 * @param overwriteMicros the same for 4 KiB that are there already, as a log that is reused does; the file system has less to do
 */
record Machine(
        int processors, String java, String system, String directory, double appendMicros, double overwriteMicros) {
    private static final int SYNCS = 200;

    static Machine of(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "sync", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return new Machine(
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.vm.name") + " " + Runtime.version(),
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"),
                    directory + " (" + Files.getFileStore(directory).type() + ")",
                    syncMicros(channel),
                    syncMicros(channel.position(0)));
        } finally {
            Files.delete(file);
        }
    }

    private static double syncMicros(FileChannel channel) throws IOException {
        List<Double> micros = new ArrayList<>();
        for (int i = 0; i < SYNCS; i++) {
            long start = System.nanoTime();
            channel.write(ByteBuffer.allocate(4096));
            channel.force(false);
            micros.add((System.nanoTime() - start) / 1e3);
        }
        return Figure.of("us", micros).median();
    }

    /** The load average of the last minute; negative where the system has none. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%d processors, %s, %s%ndata in %s, 4 KiB forced to disk in %.0f us appended, %.0f us overwritten",
                processors,
                system,
                java,
                directory,
                appendMicros,
                overwriteMicros);
    }
}

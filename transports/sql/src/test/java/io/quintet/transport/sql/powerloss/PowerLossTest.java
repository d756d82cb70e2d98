package io.quintet.transport.sql.powerloss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quintet.tck.LongRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing acknowledged is lost when the power goes.
 *
 * <p>Each point is a moment of a recorded run and what a disk may have kept at that moment, both drawn from a seed. System properties:
 * {@code quintet.powerloss.points} for more of them, {@code quintet.powerloss.seed} for others, and
 * {@code quintet.powerloss.journal} to go through a run recorded earlier once more instead of recording one.
 */
@LongRun
@Timeout(3600)
class PowerLossTest {
    private static final int POINTS = Integer.getInteger("quintet.powerloss.points", 60);
    private static final long SEED = Long.getLong("quintet.powerloss.seed", 1);
    private static final int MOST_LIES = 60;

    @TempDir
    static Path shared;

    @TempDir(factory = InMemory.class)
    Path scratch;

    private static Path recorded;
    private static Path journal;
    private static Recording recording;

    @BeforeAll
    static void record() throws Exception {
        assumeTrue(Recorder.possible(), "recording the operations on files needs Linux and gcc");
        recorded = Files.createDirectory(shared.resolve("recorded")).toRealPath();
        String earlier = System.getProperty("quintet.powerloss.journal");
        journal =
                Path.of(earlier != null ? earlier : "target/powerloss/journal").toAbsolutePath();
        if (earlier == null) {
            Recorder.record(recorded, journal);
        }
        recording = Recording.read(journal);
    }

    @Test
    void the_recorder_misses_nothing() throws IOException {
        assumeTrue(System.getProperty("quintet.powerloss.journal") == null, "the files of that run are gone");
        TreeMap<String, byte[]> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(recorded)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith("-shm") && !name.equals(Marks.FILE)) {
                    there.put(name, Files.readAllBytes(file));
                }
            }
        }
        Disk disk =
                new Disk(recording, name -> true).advance(recording.entries().size());
        assertThat(there).containsKeys("messages.db", "messages.db-wal", "groups.db", "service.db", "service.db-wal");
        assertThat(disk.complete())
                .containsOnlyKeys(there.keySet())
                .allSatisfy((name, bytes) -> assertThat(bytes).as(name).isEqualTo(there.get(name)));
    }

    @Test
    void the_run_has_the_moments_that_matter() {
        Disk disk =
                new Disk(recording, name -> true).advance(recording.entries().size());
        for (Marks.Kind kind : Marks.Kind.values()) {
            assertThat(disk.marks().of(kind)).as(kind.name()).hasSizeGreaterThan(10);
        }
        assertThat(recording.entries().stream().filter(Moment::newLog).map(recording::name))
                .as("logs that begin, or begin anew")
                .areAtLeast(4, new Condition<>("messages.db-wal"::equals, "of messages"))
                .areAtLeast(3, new Condition<>("service.db-wal"::equals, "of the service"));
    }

    @Test
    void nothing_acknowledged_is_lost() throws Exception {
        for (Moment moment : Moment.some(recording, SEED, POINTS)) {
            assertThat(complaints(moment, name -> true, Duration.ofSeconds(20)))
                    .as(
                            "record %d of %d; once more: -Dquintet.powerloss.journal=%s -Dquintet.powerloss.seed=%d"
                                    + " -Dquintet.powerloss.points=1",
                            moment.position(), recording.entries().size(), journal, moment.seed())
                    .isEmpty();
        }
    }

    /**
     * Proves that the other test can fail: as if nobody synced that file, or as if the disk only said that it had. The transport
     * may log that it finds a damaged file here.
     */
    @ParameterizedTest
    @ValueSource(strings = {"messages.db-wal", "service.db-wal", Disk.DIRECTORY})
    void what_a_sync_makes_durable_is_found_lost_without_it(String lying) throws Exception {
        assertFoundOut(lying, Verdict.LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.db", "service.db", "groups.db"})
    void a_log_that_begins_anew_before_its_file_is_synced_is_found_out(String lying) throws Exception {
        assertFoundOut(lying, "");
    }

    private void assertFoundOut(String lying, String complaint) throws Exception {
        for (Moment moment : Moment.some(recording, SEED, MOST_LIES)) {
            List<String> complaints = complaints(moment, name -> !name.equals(lying), Duration.ofSeconds(1));
            if (complaints.stream().anyMatch(found -> found.startsWith(complaint))) {
                return;
            }
        }
        throw new AssertionError("nothing " + complaint + "at " + MOST_LIES + " points, though syncs of " + lying
                + " do nothing (expected: a complaint); journal " + journal);
    }

    private List<String> complaints(Moment moment, Predicate<String> honest, Duration patience) throws Exception {
        Disk disk = new Disk(recording, honest).advance(moment.position());
        Path directory = Files.createTempDirectory(scratch, "point");
        disk.afterPowerLoss(new SplittableRandom(moment.seed()), directory);
        List<String> complaints = Survivor.complaints(directory, disk.marks(), patience);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return complaints;
    }

    /** What is only looked at need not reach a disk; where there is no such directory it does. */
    static final class InMemory implements TempDirFactory {
        private static final Path SHARED_MEMORY = Path.of("/dev/shm");
        private static final long ENOUGH = 256L * 1024 * 1024;

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
                throws IOException {
            return Files.isWritable(SHARED_MEMORY)
                            && Files.getFileStore(SHARED_MEMORY).getUsableSpace() > ENOUGH
                    ? Files.createTempDirectory(SHARED_MEMORY, "quintet")
                    : Files.createTempDirectory("quintet");
        }
    }
}

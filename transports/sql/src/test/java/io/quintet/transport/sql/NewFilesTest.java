package io.quintet.transport.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that nobody has made yet, as when all services of a system start together. */
@Timeout(120)
class NewFilesTest {
    private static final int MANY = 8;
    private static final int TIMES = 200;

    @TempDir
    private Path directory;

    private static long opened(Path place, CyclicBarrier start) throws Exception {
        start.await(10, TimeUnit.SECONDS);
        try (Sqlite sqlite = StoreFile.GROUPS.open(place, Durability.PROCESS_LOSS)) {
            return sqlite.number("SELECT count(*) FROM sqlite_schema");
        }
    }

    @Test
    void all_that_open_one_at_once_get_it() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
            for (int time = 0; time < TIMES; time++) {
                Path place = Files.createDirectory(directory.resolve("at-" + time));
                CyclicBarrier start = new CyclicBarrier(MANY);
                List<Callable<Long>> all = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    all.add(() -> opened(place, start));
                }
                for (Future<Long> each : threads.invokeAll(all)) {
                    assertThat(each.get()).isPositive();
                }
            }
        }
    }
}

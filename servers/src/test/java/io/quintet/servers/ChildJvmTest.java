package io.quintet.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_class_of_this_class_path_runs_in_any_directory_with_its_arguments_and_options(@TempDir Path elsewhere)
            throws Exception {
        Process child = new ProcessBuilder(ChildJvm.of(Told.class, elsewhere, 7)
                        .heap("48m")
                        .options(List.of("-Dtold=a word"))
                        .shielded()
                        .command())
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(child.getInputStream().readAllBytes(), UTF_8);
            assertThat(said).isEqualTo(elsewhere + " 7, a word, -Xmx48m");
            assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void one_that_is_run_to_its_end_leaves_its_exit_code_and_what_it_said(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("log");
        assertThat(ChildJvm.of(Ended.class, 7).run(log, PATIENCE)).isEqualTo(7);
        assertThat(log).content().isEqualTo("ends with 7");
    }

    @Test
    void one_that_does_not_end_in_time_is_killed(@TempDir Path directory) {
        Path log = directory.resolve("log");
        assertThatThrownBy(() -> ChildJvm.of(Endless.class, log).run(log, Duration.ofSeconds(3)))
                .hasMessageContaining("has not ended after PT3S");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    /** Ends as it is told. */
    static final class Ended {
        public static void main(String[] arguments) {
            System.out.print("ends with " + arguments[0]);
            System.exit(Integer.parseInt(arguments[0]));
        }
    }

    /** Does not end. */
    static final class Endless {
        public static void main(String[] arguments) throws InterruptedException {
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    /** Says what it was told, and nothing else. */
    static final class Told {
        public static void main(String[] arguments) {
            System.out.print(String.join(" ", arguments) + ", " + System.getProperty("told") + ", "
                    + ManagementFactory.getRuntimeMXBean().getInputArguments().getFirst());
        }
    }
}

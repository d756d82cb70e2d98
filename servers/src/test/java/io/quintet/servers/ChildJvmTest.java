package io.quintet.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
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

    /** Says what it was told, and nothing else. */
    static final class Told {
        public static void main(String[] arguments) {
            System.out.print(String.join(" ", arguments) + ", " + System.getProperty("told") + ", "
                    + ManagementFactory.getRuntimeMXBean().getInputArguments().getFirst());
        }
    }
}

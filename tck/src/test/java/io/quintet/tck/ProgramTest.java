package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledIf("shell")
class ProgramTest {
    @TempDir
    Path directory;

    static boolean shell() {
        return Files.isExecutable(Path.of("/bin/sh"));
    }

    private Program start(String script) throws IOException {
        return Program.start(List.of("/bin/sh", "-c", script), directory.resolve("output"), "I serve");
    }

    @Test
    void starts_when_it_says_so_on_either_output_and_ends_when_it_is_told_to() throws Exception {
        Program server = start("echo begins; echo I serve >&2; exec cat"); // cat waits for input
        assertThat(server.said()).contains("begins", "I serve");
        assertThat(server.handle().isAlive()).isTrue();
        server.close();
        assertThat(server.handle().isAlive()).isFalse();
    }

    @Test
    void one_that_ends_before_is_no_server_and_tells_why() {
        assertThatThrownBy(() -> start("echo no such setting"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the server ended: no such setting\n");
    }

    @Test
    void one_whose_port_is_taken_is_told_apart_though_it_tries_again_itself() {
        assertThatThrownBy(() -> start("echo 'bind() failed (98: Address already in use)'; exec cat"))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("bind() failed");
    }
}

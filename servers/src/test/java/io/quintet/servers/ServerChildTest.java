package io.quintet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is left behind by one that does not start. */
@Timeout(30)
class ServerChildTest {
    private final ServerChild child = ServerChild.of("test");
    private final AtomicInteger starts = new AtomicInteger();

    private void start(String... command) {
        child.onFreePorts(port -> {
            starts.incrementAndGet();
            child.start(List.of(command), Map.of(), () -> {
                throw new IOException("not ready");
            });
        });
    }

    @Test
    void one_that_ends_says_why_and_leaves_no_directory() {
        assertThatThrownBy(() -> start("sh", "-c", "echo no disk; exit 1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("test ended: no disk");
        assertThat(starts).hasValue(1);
        assertThat(child.directory()).doesNotExist();
    }

    @Test
    void what_it_leaves_where_it_stands_is_gone_with_its_directory() {
        assertThatThrownBy(() -> start("sh", "-c", "pwd; exit 1")).hasMessage("test ended: " + child.directory());
    }

    @Test
    void one_whose_ports_are_taken_is_started_on_others_but_not_for_ever() {
        assertThatThrownBy(() -> start("sh", "-c", "echo Address already in use; exit 1"))
                .hasCauseInstanceOf(BindException.class);
        assertThat(starts).hasValue(10);
        assertThat(child.directory()).doesNotExist();
    }

    @Test
    void an_interrupt_ends_the_wait_for_it_and_the_process() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> start("sleep", "31")).hasMessage("test: interrupted before it was ready");
        assertThat(Thread.interrupted()).as("still known").isTrue();
        assertThat(child.directory()).doesNotExist();
        assertThat(ProcessHandle.current().children().map(each -> each.info().commandLine()))
                .noneMatch(line -> line.orElse("").endsWith("sleep 31"));
    }
}

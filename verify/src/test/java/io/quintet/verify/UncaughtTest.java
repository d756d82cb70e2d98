package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.faults.history.Finding;
import io.quintet.faults.history.Verdict;
import org.junit.jupiter.api.Test;

class UncaughtTest {
    @Test
    void a_thread_that_ends_with_what_nobody_caught_is_found() throws Exception {
        try (Uncaught uncaught = new Uncaught()) {
            Thread.ofPlatform().start(() -> {}).join();
            assertThat(uncaught.findings()).isEmpty();
            Thread.ofPlatform()
                    .name("lane 7")
                    .start(() -> {
                        throw new IllegalStateException("on purpose");
                    })
                    .join();
            Finding finding = uncaught.findings().getFirst();
            assertThat(finding.verdict()).isEqualTo(Verdict.ENDED);
            assertThat(finding.detail()).contains("\"lane 7\"", "on purpose");
        }
    }
}

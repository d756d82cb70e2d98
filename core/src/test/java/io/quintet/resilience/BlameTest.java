package io.quintet.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BlameTest {
    @Test
    void services_are_blamed_for_what_they_did() {
        assertThat(Arrays.stream(Code.values()).filter(code -> Blame.of(code) == Blame.SERVICE))
                .containsExactly(Code.UNKNOWN, Code.DEADLINE_EXCEEDED, Code.INTERNAL, Code.UNAVAILABLE, Code.DATA_LOSS);
        assertThat(Arrays.stream(Code.values()).filter(code -> Blame.of(code) == Blame.LOAD))
                .containsExactly(Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void a_bug_on_this_side_is_nobody_elses() {
        assertThat(Blame.of(new IllegalStateException("bug"))).isEqualTo(Blame.CALLER);
    }
}

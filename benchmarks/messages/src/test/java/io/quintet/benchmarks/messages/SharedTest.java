package io.quintet.benchmarks.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.benchmarks.messages.Shared.Slot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the processes of a measurement have in common; nothing is measured in tests. */
class SharedTest {
    @Test
    void processes_that_map_the_same_file_see_the_same_counters(@TempDir Path directory) throws Exception {
        Shared one = Shared.in(directory.resolve("shared"), 2);
        Shared other = Shared.in(directory.resolve("shared"), 2);
        Intake intake = new Intake(one);
        intake.received(Intake.payload(7, 0, 200));
        intake.received(Intake.payload(8, 0, 200));
        intake.acknowledged(0, 2);
        intake.acknowledged(1, 1);
        assertThat(other.get(Slot.SUM)).isEqualTo(15);
        assertThat(other.acknowledged()).isEqualTo(1);
    }

    @Test
    void the_processes_of_a_measurement_get_the_legs_that_were_meant() {
        List<Leg> legs = List.of(
                Leg.of("sql", "/data", "one", Path.of("/shared/one")),
                new Leg("outbox", "jdbc:a jdbc:b", "two", 64, 16, Path.of("/shared/two")));
        assertThat(Leg.of(Leg.arguments(legs))).isEqualTo(legs);
    }
}

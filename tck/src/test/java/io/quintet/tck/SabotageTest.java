package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each scenario can go red: transports that are broken in one way each are found out. Most of it is waiting, so several wait at once. */
@Execution(ExecutionMode.CONCURRENT)
class SabotageTest {
    @ParameterizedTest
    @EnumSource
    void a_broken_transport_is_found_out(Sabotage sabotage) {
        SabotagedTck.SABOTAGE.set(sabotage);
        List<String> groups = sabotage.seenBy().stream()
                .map(scenario -> group(scenario))
                .distinct()
                .toList();
        KitRun run = KitRun.of(SabotagedTck.class, groups);
        assertThat(run.run()).as("scenarios run").isNotEmpty();
        Set<String> overlooked = new TreeSet<>(sabotage.seenBy());
        overlooked.removeIf(seen -> run.failed().stream().anyMatch(failed -> (failed + ".").startsWith(seen + ".")));
        assertThat(overlooked)
                .as("should have failed; what failed: %s", run.failed())
                .isEmpty();
    }

    private static String group(String scenario) {
        int dot = scenario.indexOf('.');
        return dot < 0 ? scenario : scenario.substring(0, dot);
    }
}

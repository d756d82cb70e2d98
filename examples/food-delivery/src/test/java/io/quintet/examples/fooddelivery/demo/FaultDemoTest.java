package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.examples.fooddelivery.contract.Estimate;
import io.quintet.tck.LongRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs, each with nine processes, in which the kitchen fails for a while. */
@LongRun
@Timeout(180)
final class FaultDemoTest {
    private static final Path DATA = Path.of("data");
    private static final int ORDERS = 60;

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private Report run(String fault, String calls) throws InterruptedException {
        DemoOptions options = new DemoOptions(
                ORDERS,
                true,
                1e9,
                8,
                List.of(),
                FaultSchedule.of(List.of(Fault.parse(fault)), ORDERS),
                DATA,
                null,
                false,
                null);
        RunDirectory run = new RunDirectory(RunDirectory.empty(directory.resolve("run")), Carriers.files(calls));
        try (Display display = new PlainDisplay(new PrintStream(shown, true, StandardCharsets.UTF_8));
                Demo demo = new Demo(options, OrderFile.load(DATA), run, null, display)) {
            return demo.run();
        }
    }

    private static Resilience.Operation preparationTime(Report report) {
        return report.resilience().operations().stream()
                .filter(operation -> operation.operation().equals("kitchen.preparationTime"))
                .findFirst()
                .orElseThrow();
    }

    /** What holds whatever the fault is: nothing is lost, and every order has an estimate. */
    private static void assertClean(Report report) {
        assertThat(report.run().problems()).isEmpty();
        assertThat(report.guarantees().acknowledged()).isEqualTo(ORDERS);
        assertThat(report.guarantees().effects()).isEqualTo((long) ORDERS * Effect.COUNT);
        assertThat(report.resilience().estimates().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(ORDERS);
    }

    @ParameterizedTest
    @CsvSource({
        "crash, http,", // the circuit opens within the attempts of a few calls, which end with its refusal
        "omission, http, TIMING", // what never comes cannot be told from what comes too late
        "timing:2s, http, TIMING",
        "omission, grpc, TIMING",
        "response, http, RESPONSE",
        "arbitrary, http, RESPONSE"
    })
    void a_kitchen_that_fails_opens_its_circuit_and_orders_are_placed_with_the_fallback(
            String mode, String calls, @Nullable String seen) throws Exception {
        Report report = run("kitchen=" + mode, calls);

        assertClean(report);
        Resilience.Operation operation = preparationTime(report);
        if (seen != null) {
            assertThat(operation.failed()).containsKey(seen);
        }
        assertThat(operation.refused()).isPositive();
        assertThat(operation.fallbacks()).isPositive();
        assertThat(operation.circuits())
                .extracting(Resilience.Change::to)
                .startsWith("OPEN")
                .containsSubsequence("OPEN", "HALF_OPEN", "CLOSED")
                .endsWith("CLOSED");
        Resilience.Failing fault = report.resilience().faults().getFirst();
        assertThat(fault.fromOrder()).isEqualTo(20);
        assertThat(fault.toOrder()).isEqualTo(40);
        assertThat(fault.faulty()).isPositive();
        assertThat(fault.circuitsOpened()).isPositive();
        Map<String, Long> estimates = report.resilience().estimates();
        assertThat(estimates.get(Estimate.By.KITCHEN.name())).isPositive();
        assertThat(estimates.get(Estimate.By.FALLBACK.name())).isGreaterThanOrEqualTo(10);
        assertThat(report.resilience().placing().keySet()).isEqualTo(Set.of("BEFORE", "DURING", "AFTER"));
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "circuit closed -> open of kitchen\\.preparationTime at 127\\.0\\.0\\.1:\\d+: half of the")
                .containsPattern("circuit half-open -> closed of kitchen\\.preparationTime");
        assertThat(FaultSummary.lines(report.resilience())).anyMatch(line -> line.startsWith("FAULT " + mode));
    }

    @Test
    void answers_that_are_late_but_not_too_late_need_no_circuit_to_open() throws Exception {
        Report report = run("kitchen=timing:100ms", "http");

        assertClean(report);
        assertThat(report.resilience().faults().getFirst().faulty()).isPositive();
    }
}

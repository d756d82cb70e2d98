package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.examples.fooddelivery.demo.Placings.Phase;
import io.quintet.examples.fooddelivery.process.StatsLine;
import io.quintet.examples.fooddelivery.process.StatsLine.CircuitChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The course of a fault, with services that nobody has started, so that nothing is seen but what the tests say. */
@Timeout(30)
final class FaultCourseTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final FaultSchedule schedule = FaultSchedule.of(List.of(Fault.parse("kitchen=timing:2s@20..40")), 60);
    private final Wires wires = new Wires(schedule.all());
    private final CountDownLatch well = new CountDownLatch(1);

    @AfterEach
    void close() {
        wires.close();
    }

    private FaultCourse course(Failures failures, Duration patience) {
        Supervisor nobody = new Supervisor(
                new RunDirectory(RunDirectory.empty(directory), Carriers.files("http")),
                new JavaCommand(directory, null),
                wires,
                line -> {});
        return new FaultCourse(schedule, nobody, wires, failures, patience, news -> {
            if (news.endsWith("well again")) {
                well.countDown();
            }
        });
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static StatsLine line(String from, String to) {
        CircuitChange change = new CircuitChange(1, "kitchen.preparationTime", "http://127.0.0.1:1", from, to);
        return new StatsLine(List.of(), 0, 0, List.of(), List.of(change));
    }

    @Test
    void orders_wait_for_the_fault_then_for_the_circuit_to_open_then_for_it_to_close() throws Exception {
        Failures failures = new Failures(transition -> {});
        try (FaultCourse course = course(failures, LONG)) {
            course.start();
            assertThat(course.admits(20)).isTrue();
            assertThat(course.admits(21)).isFalse();
            assertThat(course.phase()).isEqualTo(Phase.BEFORE);

            course.acknowledged(20);
            await(() -> course.admits(30));
            assertThat(course.admits(31)).isFalse();
            assertThat(course.phase()).isEqualTo(Phase.DURING);

            failures.add(line("CLOSED", "OPEN"));
            course.look();
            await(() -> course.admits(40));
            assertThat(course.admits(41)).isFalse();

            course.acknowledged(40);
            well.await();
            assertThat(course.admits(41)).isFalse();
            assertThat(course.phase()).isEqualTo(Phase.DURING);

            failures.add(line("OPEN", "CLOSED"));
            course.look();
            assertThat(course.await(LONG)).isTrue();
            assertThat(course.admits(60)).isTrue();
            assertThat(course.phase()).isEqualTo(Phase.AFTER);
            assertThat(course.outcomes())
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.opened()).isOne());
        }
    }

    @Test
    void a_fault_that_nobody_felt_is_a_problem() throws Exception {
        try (FaultCourse course = course(new Failures(transition -> {}), Duration.ofMillis(1))) {
            course.start();
            course.acknowledged(20);
            assertThat(course.await(LONG)).isTrue();
            assertThat(course.problems())
                    .containsExactly(
                            "--fault kitchen=timing:2s@20..40: no circuit opened within 1 ms (expected: that of an"
                                    + " operation of kitchen, for every call has to fail)",
                            "--fault kitchen=timing:2s@20..40: 20 orders placed within 1 ms (expected: 40)",
                            "--fault kitchen=timing:2s@20..40: 0 faulty answers (expected: > 0), the fault has proved"
                                    + " nothing");
        }
    }

    @Test
    void a_fault_that_never_began_is_a_problem() {
        try (FaultCourse course = course(new Failures(transition -> {}), LONG)) {
            course.start();
            course.acknowledged(19);
            assertThat(course.problems())
                    .containsExactly("--fault kitchen=timing:2s@20..40: did not come to its end, with 19 orders placed"
                            + " (expected: to last from order 20 to order 40)");
        }
    }
}

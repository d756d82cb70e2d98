package io.quintet.transport.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
abstract class RegistrySuite {
    @TempDir
    Path directory;

    private TestDatabase store;

    /** An empty one. */
    abstract TestDatabase database(Path directory);

    @BeforeEach
    void openStore() {
        store = database(directory);
    }

    private final TestClock clock = new TestClock();

    private Registry registry(TestClock itsClock) {
        return new SqlRegistryProvider().create(Fixtures.context("i", store.settings("lease", "2s"), itsClock));
    }

    private static Seen kitchens(Registry registry) {
        Seen seen = new Seen();
        registry.follow(new Sought("kitchen", "http"), seen);
        return seen;
    }

    private static Instance kitchen(int number) {
        return new Instance(
                "kitchen-" + number, "kitchen", "kitchen", new Endpoint("http", "http://127.0.0.1:" + number));
    }

    @Test
    void others_see_an_instance_soon_after_it_was_registered_and_after_it_left() {
        try (Registry ours = registry(clock);
                Registry theirs = registry(clock)) {
            Registry.Registration first = ours.register(kitchen(1));
            ours.register(kitchen(2));
            Seen seen = kitchens(theirs);
            Seen others = new Seen();
            theirs.follow(new Sought("kitchen", "grpc"), others);
            Await.until("two kitchens", () -> seen.instances().size() == 2);
            assertThat(seen.instances()).containsExactly(kitchen(1), kitchen(2));
            assertThat(others.instances()).isEmpty();
            first.close();
            first.close();
            Await.until("one kitchen", () -> seen.instances().equals(List.of(kitchen(2))));
        }
    }

    @Test
    void its_own_entry_is_seen_at_once() {
        try (Registry ours = registry(clock)) {
            ours.register(kitchen(1));
            assertThat(kitchens(ours).instances()).containsExactly(kitchen(1));
        }
    }

    @Test
    void closing_takes_out_all_entries_of_the_process() {
        try (Registry theirs = registry(clock)) {
            Registry ours = registry(clock);
            ours.register(kitchen(1));
            Seen seen = kitchens(theirs);
            Await.until("one kitchen", () -> seen.instances().size() == 1);
            ours.close();
            ours.close();
            Await.until("no kitchen", () -> seen.instances().isEmpty());
        }
    }

    @Test
    void an_instance_that_gives_no_sign_of_life_is_not_listed_and_comes_back_with_its_next() {
        TestClock behind = new TestClock();
        try (Registry theirs = registry(clock);
                Registry paused = registry(behind)) {
            paused.register(kitchen(1));
            Seen seen = kitchens(theirs);
            Await.until("one kitchen", () -> seen.instances().size() == 1);
            clock.advance(Duration.ofSeconds(10)); // the paused one renews by its own clock, which is not of use now
            Await.until("no kitchen", () -> seen.instances().isEmpty());
            behind.advance(Duration.ofSeconds(10));
            Await.until("the kitchen again", () -> seen.instances().size() == 1);
        }
    }
}

package io.quintet.transport.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.Endpoint;
import io.quintet.spi.Follower;
import io.quintet.spi.Instance;
import io.quintet.spi.Registry;
import io.quintet.spi.Sought;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    @Test
    void one_that_begins_to_follow_while_the_table_is_away_hears_that_nothing_can_be_told() throws Exception {
        try (Registry ours = registry(clock)) {
            ours.register(kitchen(1));
            Told before = Told.by(ours);
            before.await("[kitchen-1]");
            execute("ALTER TABLE instance RENAME TO moved");
            before.await("lost");
            Told joining = Told.by(ours);
            assertThat(joining.all()).first().isEqualTo("lost");
            execute("ALTER TABLE moved RENAME TO instance");
            joining.await("[kitchen-1]");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = store.registry();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What was told, in turn. */
    private record Told(List<String> all) implements Follower {
        static Told by(Registry registry) {
            Told told = new Told(new CopyOnWriteArrayList<>());
            registry.follow(new Sought("kitchen", "http"), told);
            return told;
        }

        void await(String what) {
            Await.until(what, () -> !all.isEmpty() && all.getLast().equals(what));
        }

        @Override
        public void seen(List<Instance> instances) {
            all.add(instances.stream().map(Instance::id).toList().toString());
        }

        @Override
        public void lost(String why) {
            all.add("lost");
        }
    }
}

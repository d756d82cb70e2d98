package io.quintet.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchLoopTest {
    /** What a server does when it is asked. */
    private interface Step {
        int answer() throws IOException;
    }

    /** A server that does one thing after the other and then is silent, and what it was asked. */
    private final class Script implements WatchLoop.Watched<Integer> {
        private final Queue<Step> steps;
        private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

        Script(Step... steps) {
            this.steps = new ConcurrentLinkedQueue<>(List.of(steps));
        }

        private int next() throws IOException, InterruptedException {
            Step step = steps.poll();
            if (step == null) {
                Thread.sleep(Duration.ofMinutes(1)); // silent, until it is interrupted
                throw new IOException("silent");
            }
            return step.answer();
        }

        @Override
        public Integer list() throws IOException, InterruptedException {
            asked.add("list");
            return next();
        }

        @Override
        public Integer follow(Integer from) throws IOException, InterruptedException {
            asked.add("follow " + from);
            return next();
        }

        @Override
        public void lost(String why) {
            asked.add("lost " + why);
        }

        /** What it is asked, beginning by beginning, until all is done. */
        List<String> run(Duration resync, int count) throws InterruptedException {
            try (Rounds rounds = WatchLoop.start("test", resync, this, pause())) {
                assertThat(rounds).isNotNull();
                Queue<String> all = new ConcurrentLinkedQueue<>();
                for (int i = 0; i < count; i++) {
                    String one = asked.poll(20, TimeUnit.SECONDS);
                    assertThat(one).as("after %s", all).isNotNull();
                    all.add(one);
                }
                return List.copyOf(all);
            }
        }
    }

    private static final Duration LONG = Duration.ofHours(1);
    private final AtomicLong nanos = new AtomicLong();
    private final List<Long> pauses = new CopyOnWriteArrayList<>();

    /** One that takes no time, by a clock that goes on only in it. */
    private Pause pause() {
        return new Pause(Duration.ofSeconds(10), nanos::get, millis -> {
            pauses.add(millis);
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        });
    }

    private int holds(Duration time) {
        nanos.addAndGet(time.toNanos());
        return 8;
    }

    private Step cutAfter(Duration time) {
        return () -> fail(new IOException("cut after " + holds(time)));
    }

    @Test
    void waits_longer_each_time_where_everything_can_be_read_and_not_be_watched() throws Exception {
        Step cut = cutAfter(Duration.ofMillis(300));
        new Script(() -> 7, cut, () -> 7, cut, () -> 7, cut, () -> 7, cut).run(LONG, 13);
        assertThat(pauses).containsExactly(200L, 400L, 800L, 1600L);
    }

    @Test
    void waits_the_shortest_time_again_after_a_watch_that_held_or_ended_in_order() throws Exception {
        Step cut = cutAfter(Duration.ZERO);
        new Script(
                        () -> 7,
                        cut,
                        () -> 7,
                        cut,
                        () -> 7,
                        cutAfter(Duration.ofSeconds(10)),
                        () -> 7,
                        cut,
                        () -> 7,
                        () -> holds(Duration.ofSeconds(1)),
                        cut)
                .run(LONG, 17);
        assertThat(pauses).containsExactly(200L, 400L, 200L, 400L, 200L);
    }

    @Test
    void waits_longer_each_time_where_the_changes_are_always_gone() throws Exception {
        Step gone = () -> fail(new GoneException("too old"));
        new Script(() -> 7, gone, () -> 7, gone, () -> 7, gone).run(LONG, 7);
        assertThat(pauses).containsExactly(200L, 400L, 800L);
    }

    @Test
    void tells_of_an_error_and_reads_everything_again() throws Exception {
        Script script = new Script(
                () -> 7,
                () -> {
                    throw new OutOfMemoryError("too much");
                },
                () -> {
                    throw new NoClassDefFoundError("not there");
                },
                () -> 8);
        assertThat(script.run(LONG, 7))
                .containsExactly("list", "follow 7", "lost too much", "list", "lost not there", "list", "follow 8");
    }

    @Test
    void goes_on_though_whoever_is_told_of_a_failure_fails() throws Exception {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        try (Rounds rounds = Rounds.start(
                "test",
                pause(),
                () -> {
                    done.add("round");
                    if (pauses.size() == 2) {
                        Thread.sleep(Duration.ofMinutes(1)); // until it is interrupted
                    }
                    throw new IOException("fails");
                },
                failure -> {
                    throw new IllegalStateException("fails, too", failure);
                })) {
            assertThat(rounds).isNotNull();
            for (int i = 0; i < 3; i++) {
                assertThat(done.poll(20, TimeUnit.SECONDS)).isEqualTo("round");
            }
        }
        assertThat(pauses).containsExactly(200L, 400L);
    }

    private static int fail(IOException e) throws IOException {
        throw e;
    }

    @Test
    void follows_from_the_last_version_on_when_a_watch_ends_in_order() throws Exception {
        assertThat(new Script(() -> 7, () -> 9, () -> 12).run(LONG, 4))
                .containsExactly("list", "follow 7", "follow 9", "follow 12");
    }

    @Test
    void reads_everything_again_and_tells_of_nothing_when_the_changes_are_gone() throws Exception {
        assertThat(new Script(() -> 7, () -> fail(new GoneException("too old")), () -> 20).run(LONG, 4))
                .containsExactly("list", "follow 7", "list", "follow 20");
    }

    @Test
    void tells_why_it_fails_and_reads_everything_again() throws Exception {
        Script script = new Script(
                () -> 7,
                () -> fail(new IOException("cut")),
                () -> fail(new IOException(new ConnectException())),
                () -> {
                    throw new IllegalStateException("odd");
                });
        assertThat(script.run(LONG, 7))
                .containsExactly(
                        "list", "follow 7", "lost cut", "list", "lost java.net.ConnectException", "list", "lost odd");
    }

    @Test
    void reads_everything_again_from_time_to_time() throws Exception {
        assertThat(new Script(() -> 7, () -> 8, () -> 9).run(Duration.ofNanos(1), 4))
                .containsExactly("list", "follow 7", "list", "follow 9");
    }

    @Test
    void the_reason_is_the_first_that_says_something() {
        assertThat(WatchLoop.reason(new IOException((String) null, new IOException("inner"))))
                .isEqualTo("inner");
        assertThat(WatchLoop.reason(new ConnectException())).isEqualTo("ConnectException");
    }
}

package io.quintet.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchLoopTest {
    /** What a server does when it is asked. */
    private interface Step {
        int answer() throws IOException;
    }

    /** A server that does one thing after the other and then is silent, and what it was asked. */
    private static final class Script implements WatchLoop.Watched<Integer> {
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
            try (WatchLoop<Integer> loop = WatchLoop.start("test", resync, this)) {
                assertThat(loop).isNotNull();
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

package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PeersTest {
    private static final Instance A = instance("a", "http://10.0.0.1");
    private static final Instance B = instance("b", "http://10.0.0.2");
    private static final Instance C = instance("c", "http://10.0.0.3");

    /** Runs what was scheduled when the test says that its time has come. */
    private static final class ByHand extends ScheduledThreadPoolExecutor {
        private final List<Due> scheduled = new ArrayList<>();
        private long nanos;

        private record Due(long at, Runnable task) {}

        ByHand() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            scheduled.add(new Due(nanos + unit.toNanos(delay), task));
            return super.schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void graceEnds() {
            passes(15);
        }

        void passes(int seconds) {
            nanos += Duration.ofSeconds(seconds).toNanos();
            List<Due> due = scheduled.stream().filter(one -> one.at <= nanos).toList();
            scheduled.removeAll(due);
            due.forEach(one -> one.task.run());
        }
    }

    private final ByHand timer = new ByHand();
    private final Peers peers = new Peers(new Sought("shop", "http"), Duration.ofSeconds(15), timer, () -> timer.nanos);

    private static Instance instance(String id, String address) {
        return new Instance(id, "shop", "shop", new Endpoint("http", address));
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void takes_out_those_that_are_no_longer_listed() {
        peers.seen(List.of(A, B));
        peers.seen(List.of(B));

        assertThat(peers.instances()).containsExactly(B);
    }

    @Test
    void keeps_those_last_known_while_the_registry_cannot_tell() {
        peers.seen(List.of(A, B));
        peers.lost("connection refused");
        peers.lost("connection refused");

        assertThat(peers.instances()).containsExactly(A, B);
    }

    @Test
    void keeps_those_that_are_missing_after_an_outage_until_the_grace_is_over() {
        peers.seen(List.of(A, B));
        peers.lost("restarts");
        peers.seen(List.of(C));

        assertThat(peers.instances()).containsExactly(C, A, B);
        timer.graceEnds();
        assertThat(peers.instances()).containsExactly(C);
    }

    @Test
    void keeps_one_that_comes_and_goes_after_an_outage_until_the_grace_is_over() {
        peers.seen(List.of(A, B));
        peers.lost("restarts");
        peers.seen(List.of(A, C));
        peers.seen(List.of());
        peers.seen(List.of(B));

        assertThat(peers.instances()).containsExactly(B, A);
        timer.graceEnds();
        assertThat(peers.instances()).containsExactly(B);
    }

    @Test
    void does_not_double_an_endpoint_that_comes_back_under_another_name() {
        Instance restarted = instance("a2", A.endpoint().address());
        peers.seen(List.of(A));
        peers.lost("restarts");
        peers.seen(List.of(restarted));

        assertThat(peers.instances()).containsExactly(restarted);
    }

    @Test
    void the_grace_stands_still_during_a_second_outage_and_goes_on_after_it() {
        peers.seen(List.of(A));
        peers.lost("restarts");
        peers.seen(List.of());
        timer.passes(5);
        peers.lost("restarts again");
        timer.graceEnds();
        timer.graceEnds();
        assertThat(peers.instances()).containsExactly(A);
        peers.seen(List.of());
        timer.passes(9);
        assertThat(peers.instances()).containsExactly(A);
        timer.passes(1);
        assertThat(peers.instances()).isEmpty();
    }

    @Test
    void a_registry_that_comes_and_goes_does_not_keep_those_that_left() {
        peers.seen(List.of(A, B));
        for (int i = 0; i < 3; i++) {
            peers.lost("cut");
            peers.seen(List.of(A));
            timer.passes(10);
        }
        assertThat(peers.instances()).containsExactly(A);
    }

    @Test
    void one_that_came_back_has_the_whole_grace_in_the_next_outage() {
        peers.seen(List.of(A));
        peers.lost("cut");
        peers.seen(List.of());
        timer.passes(10);
        peers.seen(List.of(A));
        peers.lost("cut again");
        peers.seen(List.of());
        timer.passes(14);
        assertThat(peers.instances()).containsExactly(A);
        timer.passes(1);
        assertThat(peers.instances()).isEmpty();
    }

    @Test
    void says_why_nobody_is_known() {
        peers.lost("no answer from 127.0.0.1:53");

        assertThatThrownBy(peers::instances)
                .isInstanceOfSatisfying(QuintetException.class, e -> {
                    assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                    assertThat(e.retrySafe()).isTrue();
                })
                .hasMessageContaining("contract shop: nobody is known to serve it over http,"
                        + " and the registry cannot tell: no answer from 127.0.0.1:53");
    }

    @Test
    void waits_for_the_first_answer_no_longer_than_the_deadline() {
        assertThatThrownBy(() -> peers.awaitFirst(Deadline.in(Duration.ofMillis(1))))
                .isInstanceOf(QuintetException.class)
                .hasMessageContaining("the registry has not told yet who serves it over http");
        peers.seen(List.of(A));
        peers.awaitFirst(Deadline.in(Duration.ofMillis(0)));
    }
}

package io.quintet.discovery.etcd;

import static io.quintet.discovery.etcd.Registries.follow;
import static io.quintet.discovery.etcd.Registries.kitchen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.faults.net.ProcessFaults;
import io.quintet.spi.Registry;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How entries live, and come back. */
class LeaseTest extends EtcdFixture {
    private static final Pattern LEASE = Pattern.compile("\"lease\":\"(\\d+)\"");
    private static final String KEY = "/quintet/services/kitchen/a@http";

    private Registry open() {
        return registries.open("endpoints", etcd.address());
    }

    /** Under which the first entry is; empty where it is not there. */
    private String lease() {
        Matcher found = LEASE.matcher(etcd.get(KEY));
        return found.find() ? found.group(1) : "";
    }

    @Test
    void entries_are_made_again_when_the_lease_was_revoked() throws Exception {
        Registry ours = open();
        ours.register(kitchen("a"));
        ours.register(kitchen("b"));
        Told told = follow(open());
        told.await("[a, b]");
        String before = lease();
        etcd.post("/v3/lease/revoke", "{\"ID\":\"" + before + "\"}");
        told.await("[a, b] after []", all -> all.contains("[]") && all.getLast().equals("[a, b]"));
        assertThat(lease()).isNotEmpty().isNotEqualTo(before);
    }

    @Test
    void entries_are_made_again_when_the_lease_ran_out_while_etcd_was_stopped() throws Exception {
        Registry ours = open();
        ours.register(kitchen("a"));
        Told told = follow(open());
        told.await("[a]");
        String before = lease();
        try (ProcessFaults faults = new ProcessFaults()) {
            faults.stop(etcd.process());
            told.awaitLost(3); // each takes a timeout as long as the lease
            faults.proceed(etcd.process());
            told.await("[a]");
        }
        told.await("[a] under another lease", all -> !lease().isEmpty() && !lease().equals(before));
    }

    @Test
    void one_that_registers_after_the_lease_was_lost_and_before_that_is_noticed_gets_a_new_one_for_all()
            throws Exception {
        Registry ours = registries.open("endpoints", etcd.address(), "lease", "1h"); // its next beat is far away
        ours.register(kitchen("a"));
        Told told = follow(open());
        told.await("[a]");
        etcd.post("/v3/lease/revoke", "{\"ID\":\"" + lease() + "\"}");
        told.await("[]");
        ours.register(kitchen("b"));
        told.await("[a, b]");
    }

    @Test
    void one_that_leaves_while_etcd_is_away_is_taken_out_when_it_is_back_though_its_process_lives_on()
            throws Exception {
        Registry ours = open();
        Registry.Registration leaving = ours.register(kitchen("a"));
        ours.register(kitchen("b"));
        Told told = follow(open());
        told.await("[a, b]");
        etcd.stop();
        told.awaitLost(1);
        leaving.close();
        leaving.close();
        etcd.start();
        told.await("[b]");
    }

    @Test
    void one_that_cannot_be_entered_is_refused_and_does_not_appear_later() throws Exception {
        Registry ours = open();
        ours.register(kitchen("a"));
        Told told = follow(open());
        told.await("[a]");
        etcd.stop();
        assertThatThrownBy(() -> ours.register(kitchen("b")))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .hasMessageContaining("etcd: entering Instance[id=b")
                .hasMessageContaining(etcd.address());
        told.awaitLost(1);
        etcd.start();
        ours.register(kitchen("c"));
        told.await("[a, c]");
        assertThat(told.all()).noneMatch(one -> one.contains("b,") || one.contains("b]"));
    }

    @Test
    void closing_ends_the_lease_and_nothing_can_be_entered_after_it() {
        Registry ours = open();
        ours.register(kitchen("a"));
        ours.close();
        ours.close();
        assertThat(etcd.get(KEY)).doesNotContain("kvs");
        assertThat(etcd.post("/v3/lease/leases", "{}")).doesNotContain("\"ID\"");
        assertThatThrownBy(() -> ours.register(kitchen("b"))).hasMessageContaining("closed");
    }

    @Test
    void closing_ends_when_it_is_interrupted_though_etcd_hangs_and_others_wait_for_it() throws Exception {
        Registry ours = registries.open("endpoints", etcd.address(), "timeout", "20s", "lease", "1h");
        List<Registry.Registration> entered = List.of(ours.register(kitchen("a")), ours.register(kitchen("b")));
        try (ProcessFaults faults = new ProcessFaults()) {
            faults.stop(etcd.process());
            List<Thread> leaving = entered.stream()
                    .map(entry -> Thread.ofVirtual().start(entry::close))
                    .toList();
            leaving.forEach(LeaseTest::awaitWaiting);
            Thread closing = Thread.ofPlatform().daemon().start(ours::close);
            closing.interrupt();
            assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
            for (Thread each : leaving) { // its connections end with the registry
                assertThat(each.join(Duration.ofSeconds(5))).isTrue();
            }
            faults.proceed(etcd.process());
        }
    }

    private static void awaitWaiting(Thread thread) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(System.nanoTime()).as("%s", thread.getState()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}

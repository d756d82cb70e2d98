package io.quintet.transport.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.transport.sqs.Outlet.Parcel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class BatchesTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final int SMALL = 100;

    private final BlockingQueue<UnderWay> left = new LinkedBlockingQueue<>();

    /** A batch that has left, whose fate is known when the test says so. */
    private record UnderWay(List<String> ids, CountDownLatch known) {}

    private Batches batches(Duration gather) {
        return new Batches(
                "batches",
                batch -> {
                    UnderWay underWay =
                            new UnderWay(batch.stream().map(Parcel::id).toList(), new CountDownLatch(1));
                    left.add(underWay);
                    try {
                        assertThat(underWay.known().await(60, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                gather);
    }

    private static Parcel parcel(String id, int bytes) {
        return new Parcel("", id.substring(0, 1), id, bytes, 0, failure -> {});
    }

    private UnderWay next() throws InterruptedException {
        UnderWay next = left.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("a batch").isNotNull();
        return next;
    }

    /** Sends one message, whose batch is then under way. */
    private UnderWay begun(Batches batches, String id) throws InterruptedException {
        batches.add(parcel(id, SMALL));
        return next();
    }

    private static List<String> ids(String groups) {
        return groups.chars().mapToObj(group -> (char) group + "1").toList();
    }

    @Test
    void what_comes_alone_leaves_alone() throws InterruptedException {
        UnderWay first = begun(batches(NEVER), "a1");
        assertThat(first.ids()).containsExactly("a1");
        first.known().countDown();
    }

    @Test
    void what_comes_while_another_is_under_way_leaves_together() throws InterruptedException {
        Batches batches = batches(NEVER);
        UnderWay first = begun(batches, "a1");
        ids("bcdefghij").forEach(id -> batches.add(parcel(id, SMALL)));
        first.known().countDown();
        UnderWay second = next();
        assertThat(second.ids()).isEqualTo(ids("bcdefghij"));
        second.known().countDown();
    }

    @Test
    void what_is_full_leaves_beside_others_but_of_a_group_one_at_a_time() throws InterruptedException {
        Batches batches = batches(NEVER);
        UnderWay first = begun(batches, "a1");
        batches.add(parcel("a2", SMALL));
        batches.add(parcel("a3", SMALL));
        ids("bcdefghijk").forEach(id -> batches.add(parcel(id, SMALL)));
        UnderWay full = next();
        assertThat(full.ids()).isEqualTo(ids("bcdefghijk"));
        full.known().countDown();
        first.known().countDown();
        UnderWay second = next();
        assertThat(second.ids()).containsExactly("a2", "a3");
        second.known().countDown();
    }

    @Test
    void what_is_not_full_leaves_beside_one_that_gets_no_answer() throws InterruptedException {
        Batches batches = batches(AT_ONCE);
        UnderWay first = begun(batches, "a1");
        UnderWay second = begun(batches, "b1");
        assertThat(second.ids()).containsExactly("b1");
        second.known().countDown();
        first.known().countDown();
    }

    @Test
    void what_is_too_much_for_one_batch_leaves_in_two() throws InterruptedException {
        Batches batches = batches(NEVER);
        UnderWay first = begun(batches, "a1");
        batches.add(parcel("b1", Sender.MOST_BYTES - SMALL));
        batches.add(parcel("c1", Sender.MOST_BYTES - SMALL));
        UnderWay second = next();
        assertThat(second.ids()).containsExactly("b1");
        second.known().countDown();
        first.known().countDown();
        UnderWay third = next();
        assertThat(third.ids()).containsExactly("c1");
        third.known().countDown();
    }

    @Test
    void a_group_of_which_much_waits_leaves_in_order_ten_at_a_time() throws InterruptedException {
        Batches batches = batches(NEVER);
        List<String> all = new ArrayList<>();
        UnderWay underWay = begun(batches, "a0");
        for (int i = 1; i <= 25; i++) {
            all.add("a" + i);
            batches.add(parcel("a" + i, SMALL));
        }
        List<String> seen = new ArrayList<>();
        for (int size : List.of(10, 10, 5)) {
            underWay.known().countDown();
            underWay = next();
            assertThat(underWay.ids()).hasSize(size);
            seen.addAll(underWay.ids());
        }
        assertThat(seen).isEqualTo(all);
        underWay.known().countDown();
    }
}

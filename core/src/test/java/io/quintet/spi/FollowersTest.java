package io.quintet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FollowersTest {
    private static final Sought KITCHENS = new Sought("kitchen", "http");

    private final Followers followers = new Followers();

    /** What was told, in turn. */
    private static final class Told implements Follower {
        private final List<String> all = new ArrayList<>();

        @Override
        public void seen(List<Instance> instances) {
            all.add(instances.stream().map(Instance::id).toList().toString());
        }

        @Override
        public void lost(String why) {
            all.add("lost: " + why);
        }
    }

    private Told join(Sought sought) {
        Told told = new Told();
        followers.add(sought, told);
        return told;
    }

    private static Instance instance(String id, String contract, String transport) {
        return new Instance(id, "service", contract, new Endpoint(transport, "http://127.0.0.1:1"));
    }

    private static Instance kitchen(String id) {
        return instance(id, "kitchen", "http");
    }

    @Test
    void one_that_joins_before_the_first_answer_hears_nothing_until_then() {
        Told told = join(KITCHENS);
        assertThat(told.all).isEmpty();
        followers.seen(List.of(kitchen("a")));
        assertThat(told.all).containsExactly("[a]");
    }

    @Test
    void one_that_joins_later_hears_at_once_what_was_said_last() {
        followers.seen(List.of(kitchen("a")));
        followers.seen(List.of(kitchen("a"), kitchen("b")));
        assertThat(join(KITCHENS).all).containsExactly("[a, b]");
    }

    @Test
    void that_there_is_nobody_is_an_answer() {
        followers.seen(List.of());
        assertThat(join(KITCHENS).all).containsExactly("[]");
    }

    @Test
    void one_that_joins_during_an_outage_hears_of_the_outage_and_not_of_those_before_it() {
        followers.seen(List.of(kitchen("a")));
        followers.lost("no route");
        Told told = join(KITCHENS);
        assertThat(told.all).containsExactly("lost: no route");
        followers.seen(List.of(kitchen("b")));
        assertThat(told.all).containsExactly("lost: no route", "[b]");
        assertThat(join(KITCHENS).all).containsExactly("[b]");
    }

    @Test
    void an_outage_before_the_first_answer_is_told() {
        Told first = join(KITCHENS);
        followers.lost("refused");
        assertThat(first.all).containsExactly("lost: refused");
        assertThat(join(KITCHENS).all).containsExactly("lost: refused");
    }

    @Test
    void each_hears_of_those_that_it_seeks_only() {
        Told http = join(KITCHENS);
        Told grpc = join(new Sought("kitchen", "grpc"));
        Told orders = join(new Sought("orders", "http"));
        followers.seen(List.of(kitchen("a"), instance("b", "kitchen", "grpc"), instance("c", "orders", "http")));
        assertThat(http.all).containsExactly("[a]");
        assertThat(grpc.all).containsExactly("[b]");
        assertThat(orders.all).containsExactly("[c]");
    }

    @Test
    void an_answer_may_depend_on_what_is_sought() {
        Told http = join(KITCHENS);
        followers.seen(sought -> List.of(instance("at-" + sought.transport(), sought.contract(), sought.transport())));
        assertThat(http.all).containsExactly("[at-http]");
        assertThat(join(new Sought("kitchen", "grpc")).all).containsExactly("[at-grpc]");
    }

    @Test
    void what_was_said_does_not_change_with_the_collection_it_was_said_with() {
        List<Instance> running = new ArrayList<>(List.of(kitchen("a")));
        followers.seen(running);
        running.clear();
        assertThat(join(KITCHENS).all).containsExactly("[a]");
    }

    @Test
    void two_followers_that_are_equal_are_two() {
        record Equal(List<String> told) implements Follower {
            @Override
            public void seen(List<Instance> instances) {
                told.add("seen");
            }

            @Override
            public void lost(String why) {
                told.add("lost");
            }

            @Override
            public boolean equals(Object other) {
                return other instanceof Equal;
            }

            @Override
            public int hashCode() {
                return 1;
            }
        }
        Equal one = new Equal(new ArrayList<>());
        Equal another = new Equal(new ArrayList<>());
        followers.add(KITCHENS, one);
        followers.add(KITCHENS, another);
        followers.seen(List.of());
        assertThat(one.told).containsExactly("seen");
        assertThat(another.told).containsExactly("seen");
    }

    @Test
    void one_that_throws_keeps_none_from_being_told_and_who_said_it_hears_of_that() {
        Follower throwing = new Follower() {
            @Override
            public void seen(List<Instance> instances) {
                throw new IllegalStateException("cannot take it");
            }

            @Override
            public void lost(String why) {
                throw new AssertionError("cannot take that");
            }
        };
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            told.add(join(KITCHENS));
        }
        followers.add(KITCHENS, throwing);
        for (int i = 0; i < 20; i++) {
            told.add(join(KITCHENS));
        }
        assertThatThrownBy(() -> followers.seen(List.of(kitchen("a")))).hasMessage("cannot take it");
        assertThatThrownBy(() -> followers.lost("no route")).hasMessage("cannot take that");
        assertThat(told).allSatisfy(one -> assertThat(one.all).containsExactly("[a]", "lost: no route"));
    }

    @Test
    void nobody_hears_anything_after_the_close() {
        Told before = join(KITCHENS);
        followers.seen(List.of(kitchen("a")));
        followers.close();
        followers.seen(List.of());
        followers.lost("closed");
        assertThat(before.all).containsExactly("[a]");
        assertThat(join(KITCHENS).all).isEmpty();
        followers.seen(List.of(kitchen("b")));
        assertThat(before.all).containsExactly("[a]");
    }

    @Test
    void whoever_joins_while_things_change_hears_of_the_last_change_last() throws Exception {
        int joining = 200;
        List<Told> told = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            var changing = threads.submit(() -> {
                start.await();
                for (int i = 0; i <= joining; i++) {
                    followers.seen(List.of(kitchen(String.valueOf(i))));
                }
                return true;
            });
            var adding = threads.submit(() -> {
                start.countDown();
                for (int i = 0; i < joining; i++) {
                    told.add(join(KITCHENS));
                }
                return true;
            });
            assertThat(changing.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(adding.get(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(told)
                .hasSize(joining)
                .allSatisfy(one -> assertThat(one.all.getLast()).isEqualTo("[" + joining + "]"))
                .allSatisfy(one -> assertThat(one.all).doesNotHaveDuplicates());
    }
}

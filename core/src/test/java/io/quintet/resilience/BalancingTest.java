package io.quintet.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BalancingTest {
    private record Server(boolean available, int inFlight, int weight, int hash) implements Candidate {
        Server(int hash) {
            this(true, 0, 1, hash);
        }

        Server down() {
            return new Server(false, inFlight, weight, hash);
        }
    }

    enum Policy {
        TWO_CHOICES,
        ROUND_ROBIN,
        WEIGHTED,
        CONSISTENT_HASH;

        Balancing make() {
            SplittableRandom random = new SplittableRandom(7);
            return switch (this) {
                case TWO_CHOICES -> Balancing.twoChoices(random);
                case ROUND_ROBIN -> Balancing.roundRobin();
                case WEIGHTED -> Balancing.weighted(random);
                case CONSISTENT_HASH -> Balancing.consistentHash(Balancing.roundRobin());
            };
        }
    }

    private static Server[] servers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Server(("server-" + i).hashCode()))
                .toArray(Server[]::new);
    }

    private static int[] counts(Balancing balancing, Candidate[] among, int calls) {
        int[] counts = new int[among.length];
        for (int i = 0; i < calls; i++) {
            counts[balancing.choose(among, "key " + i)]++;
        }
        return counts;
    }

    @ParameterizedTest
    @EnumSource
    void avoids_whom_it_can_and_takes_whom_there_is(Policy policy) {
        Server[] servers = servers(5);
        for (int down : new int[] {0, 2, 4}) {
            servers[down] = servers[down].down();
        }
        int[] counts = counts(policy.make(), servers, 1000);
        assertThat(counts[0] + counts[2] + counts[4]).isZero();
        assertThat(counts[1]).isPositive();
        assertThat(counts[3]).isPositive();

        Server[] allDown = Arrays.stream(servers(3)).map(Server::down).toArray(Server[]::new);
        assertThat(Arrays.stream(counts(policy.make(), allDown, 300))).allMatch(count -> count > 0);
    }

    @ParameterizedTest
    @EnumSource
    void shares_calls_among_equals(Policy policy) {
        assertThat(Arrays.stream(counts(policy.make(), servers(4), 4000)))
                .allMatch(count -> count > 800 && count < 1200);
    }

    @Test
    void two_choices_prefer_the_one_with_fewer_calls_under_way() {
        Candidate[] two = {new Server(true, 5, 1, 1), new Server(true, 4, 1, 2)};
        assertThat(counts(Policy.TWO_CHOICES.make(), two, 100)).containsExactly(0, 100);
    }

    @Test
    void weights_are_shares() {
        Candidate[] three = {new Server(true, 0, 6, 1), new Server(true, 0, 3, 2), new Server(true, 0, 1, 3)};
        int[] counts = counts(Policy.WEIGHTED.make(), three, 10_000);
        assertThat(counts[0]).isBetween(5800, 6200);
        assertThat(counts[1]).isBetween(2800, 3200);
        assertThat(counts[2]).isBetween(850, 1150);
    }

    @Test
    void a_key_stays_where_it_is_and_just_those_move_whose_server_is_gone() {
        Balancing hashing = Policy.CONSISTENT_HASH.make();
        Server[] five = servers(5);
        Server[] four = servers(4);
        for (int i = 0; i < 1000; i++) {
            String key = "order " + i;
            int before = hashing.choose(five, key);
            assertThat(hashing.choose(five, key)).isEqualTo(before);
            if (before < 4) {
                assertThat(hashing.choose(four, key)).isEqualTo(before);
            }
        }
    }

    @Test
    void a_zone_is_left_when_more_than_half_of_it_is_not_available() {
        Server[] own = servers(2);
        Server[] all = servers(6);
        assertThat(Zones.prefer(own, all)).isSameAs(own);
        own[0] = own[0].down();
        assertThat(Zones.prefer(own, all)).isSameAs(own);
        own[1] = own[1].down();
        assertThat(Zones.prefer(own, all)).isSameAs(all);
    }
}

package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnderWayTest {
    private static Copy copy(int number) {
        return new Copy(
                new Sent(Town.message("m" + number, "k"), new byte[0], 1, told -> {}), new GroupRoute("c", "g", false));
    }

    @Test
    void gives_back_what_was_added_under_its_sequence_once() {
        UnderWay underWay = new UnderWay();
        Copy one = copy(1);
        Copy two = copy(2);
        underWay.add(one);
        underWay.add(two);

        assertThat(underWay.last()).isEqualTo(2);
        assertThat(underWay.get(2)).isSameAs(two);
        assertThat(underWay.remove(1)).isSameAs(one);
        assertThat(underWay.remove(1)).isNull();
        assertThat(underWay.get(1)).isNull();
        assertThat(underWay.count()).isEqualTo(1);
    }

    @Test
    void knows_nothing_that_was_never_added() {
        UnderWay underWay = new UnderWay();
        underWay.add(copy(1));

        for (long sequence : new long[] {Long.MIN_VALUE, -1, 0, 2, 65, Long.MAX_VALUE}) {
            assertThat(underWay.get(sequence)).isNull();
            assertThat(underWay.remove(sequence)).isNull();
        }
        assertThat(underWay.count()).isEqualTo(1);
    }

    @Test
    void one_that_stays_while_many_come_and_go_is_found_and_is_the_first_of_all() {
        UnderWay underWay = new UnderWay();
        Copy stays = copy(1);
        underWay.add(stays);
        for (int i = 2; i <= 100_000; i++) {
            Copy passes = copy(i);
            underWay.add(passes);
            assertThat(underWay.remove(i)).isSameAs(passes);
        }
        Copy last = copy(100_001);
        underWay.add(last);

        assertThat(underWay.count()).isEqualTo(2);
        assertThat(underWay.takeAll()).containsExactly(stays, last);
        assertThat(underWay.last()).isZero();
        assertThat(underWay.count()).isZero();
    }

    @Test
    void keeps_any_number_in_order_whatever_is_taken_out_of_it() {
        Random random = new Random(7);
        UnderWay underWay = new UnderWay();
        List<Copy> added = new ArrayList<>();
        Set<Integer> there = new HashSet<>();
        for (int round = 0; round < 5_000; round++) {
            Copy copy = copy(round);
            added.add(copy);
            underWay.add(copy);
            there.add(round);
            int other = random.nextInt(added.size());
            if (random.nextInt(10) < 8) {
                assertThat(underWay.remove(other + 1)).isSameAs(there.remove(other) ? added.get(other) : null);
            }
        }

        assertThat(underWay.count()).isEqualTo(there.size());
        assertThat(underWay.takeAll())
                .containsExactlyElementsOf(
                        there.stream().sorted().map(added::get).toList());
    }
}

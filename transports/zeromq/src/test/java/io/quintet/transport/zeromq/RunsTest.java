package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunsTest {
    private static Runs runs(long... sequences) {
        Runs runs = new Runs();
        for (long sequence : sequences) {
            runs.add(sequence);
        }
        return runs;
    }

    @Test
    void sequences_that_follow_each_other_are_one_run() {
        Runs runs = runs(4, 5, 6, 7);

        assertThat(runs.bounds(0, runs.size(), 1, 9)).containsExactly(1, 9, 4, 7);
    }

    @Test
    void others_begin_anew_in_whatever_order_they_come() {
        Runs runs = runs(4, 5, 9, 2, 3, 1);

        assertThat(runs.bounds(0, runs.size(), 1, 9)).containsExactly(1, 9, 4, 5, 9, 9, 2, 3, 1, 1);
    }

    @Test
    void there_may_be_many_and_a_part_of_them_is_asked_for() {
        Runs runs = new Runs();
        for (int i = 0; i < 1000; i++) {
            runs.add(2L * i);
        }

        assertThat(runs.size()).isEqualTo(2000);
        assertThat(runs.bounds(1996, 2000, 0, 0)).containsExactly(0, 0, 1996, 1996, 1998, 1998);
    }

    @Test
    void nothing_is_left_when_it_is_cleared() {
        Runs runs = runs(1, 2);
        runs.clear();
        runs.add(3);

        assertThat(runs.bounds(0, runs.size(), 0, 0)).containsExactly(0, 0, 3, 3);
    }
}

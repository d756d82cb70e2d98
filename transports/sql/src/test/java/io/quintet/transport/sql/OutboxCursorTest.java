package io.quintet.transport.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutboxCursorTest {
    private final OutboxCursor cursor = new OutboxCursor();

    private static long seconds(long number) {
        return TimeUnit.SECONDS.toNanos(number);
    }

    /** Reads at a moment, and marks with the next transaction number where that is due. */
    private void read(long below, long oldestRunning, long next, long atSeconds) {
        cursor.read(below, oldestRunning, seconds(atSeconds));
        if (cursor.markDue(below, seconds(atSeconds))) {
            cursor.mark(below, next, seconds(atSeconds));
        }
    }

    @Test
    void moves_up_when_every_transaction_has_ended_that_ran_when_the_rows_were_read() {
        read(10, 100, 105, 0);
        assertThat(cursor.from()).isZero();
        read(20, 105, 110, 3);
        assertThat(cursor.from()).isEqualTo(10);
    }

    @Test
    void stays_before_what_a_transaction_may_have_stored_that_still_runs() {
        read(10, 100, 105, 0);
        read(20, 100, 200, 3);
        read(30, 104, 300, 30);
        assertThat(cursor.from()).as("104 may hold a row below 10").isZero();
        read(30, 105, 310, 31);
        assertThat(cursor.from()).isEqualTo(10);
    }

    @Test
    void needs_no_mark_while_nothing_moves_on() {
        read(10, 100, 105, 0);
        assertThat(cursor.markDue(10, seconds(5))).isFalse();
        assertThat(cursor.markDue(11, seconds(5))).isTrue();
    }

    @Test
    void does_not_wait_for_a_transaction_that_never_ends() {
        read(10, 100, 105, 0);
        read(20, 100, 900, 61);
        assertThat(cursor.from()).isEqualTo(10);
    }

    @Test
    void goes_back_to_a_row_that_was_late() {
        read(10, 105, 105, 0);
        read(20, 105, 106, 3);
        assertThat(cursor.from()).isEqualTo(10);
        read(4, 105, 107, 4);
        assertThat(cursor.from()).isEqualTo(4);
    }
}

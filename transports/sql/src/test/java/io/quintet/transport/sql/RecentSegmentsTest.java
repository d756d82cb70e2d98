package io.quintet.transport.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.transport.sql.RecentSegments.Stored;
import org.junit.jupiter.api.Test;

class RecentSegmentsTest {
    private final RecentSegments recent = new RecentSegments(100);

    @Test
    void a_segment_is_found_by_the_message_that_it_follows() {
        Stored segment = segment(10, 7);
        recent.add(1, 3, segment);

        assertThat(recent.after(1, 3)).isSameAs(segment);
        assertThat(recent.after(1, 4)).isNull();
        assertThat(recent.after(2, 3)).isNull();
    }

    @Test
    void the_oldest_go_where_there_is_no_room() {
        recent.add(1, 0, segment(40, 1));
        recent.add(1, 1, segment(40, 2));
        recent.add(1, 2, segment(40, 3));

        assertThat(recent.after(1, 0)).isNull();
        assertThat(recent.after(1, 1)).isNotNull();
        assertThat(recent.after(1, 2)).isNotNull();
    }

    @Test
    void one_that_is_larger_than_all_the_room_is_not_kept() {
        recent.add(1, 0, segment(40, 1));
        recent.add(1, 1, segment(101, 2));

        assertThat(recent.after(1, 0)).isNull();
        assertThat(recent.after(1, 1)).isNull();
    }

    @Test
    void what_is_read_twice_takes_room_once() {
        recent.add(1, 0, segment(60, 1));
        recent.add(1, 0, segment(60, 1));
        recent.add(1, 1, segment(40, 2));

        assertThat(recent.after(1, 0)).isNotNull();
        assertThat(recent.after(1, 1)).isNotNull();
    }

    private static Stored segment(int bytes, long last) {
        return new Stored(new byte[bytes], last, 1);
    }
}

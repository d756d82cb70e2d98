package io.quintet.codec.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.InvalidContractException;
import io.quintet.codec.protobuf.Numbered.Member;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockFileTest {
    private static final String ORDER = "com.acme.Order";

    /** What the record is in the sources now: names, with "=n" for an @Id. */
    private static List<Numbered> order(String... members) {
        return List.of(type(false, members));
    }

    private static List<Numbered> size(String... members) {
        return List.of(type(true, members));
    }

    private static Numbered type(boolean constants, String... members) {
        List<Member> all = new ArrayList<>();
        for (String member : members) {
            String[] parts = member.split("=", 2);
            all.add(new Member(parts[0], parts.length == 1 ? null : Integer.valueOf(parts[1])));
        }
        return new Numbered(ORDER, constants, all);
    }

    private static List<String> lines(LockFile lock) {
        return lock.text().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static LockFile lock(String... lines) {
        return LockFile.parse("test", String.join("\n", lines));
    }

    @Test
    void new_components_get_the_next_numbers() {
        LockFile first = LockFile.empty().extended(order("id", "items"));
        assertThat(lines(first)).containsExactly("com.acme.Order.id = 1", "com.acme.Order.items = 2");
        assertThat(lines(first.extended(order("note", "id", "items"))))
                .containsExactly("com.acme.Order.id = 1", "com.acme.Order.items = 2", "com.acme.Order.note = 3");
    }

    @Test
    void reordering_changes_nothing() {
        LockFile first = LockFile.empty().extended(order("id", "items", "note"));
        assertThat(first.extended(order("note", "items", "id")).text()).isEqualTo(first.text());
    }

    @Test
    void what_is_gone_stays_reserved_and_what_comes_back_is_new() {
        LockFile gone = lock("com.acme.Order.id = 1", "com.acme.Order.note = 2").extended(order("id"));
        assertThat(lines(gone)).containsExactly("com.acme.Order.id = 1", "reserved com.acme.Order.note = 2");
        LockFile back = gone.extended(order("id", "note"));
        assertThat(lines(back))
                .containsExactly(
                        "com.acme.Order.id = 1", "reserved com.acme.Order.note = 2", "com.acme.Order.note = 3");
        assertThat(LockFile.parse("test", back.text()).text()).isEqualTo(back.text());
    }

    @Test
    void a_rename_is_a_new_component_unless_the_file_has_it_too() {
        assertThat(lines(lock("com.acme.Order.note = 1").extended(order("remark"))))
                .containsExactly("reserved com.acme.Order.note = 1", "com.acme.Order.remark = 2");
        LockFile renamed = lock("com.acme.Order.remark = 1");
        assertThat(renamed.different(order("remark"))).isEmpty();
        assertThat(renamed.brokenSince(lock("com.acme.Order.note = 1"))).isEmpty();
    }

    @Test
    void types_that_are_not_reached_stay() {
        assertThat(lines(lock("com.acme.Order.id = 1", "com.acme.Ticket.id = 1").extended(order("id"))))
                .containsExactly("com.acme.Order.id = 1", "com.acme.Ticket.id = 1");
    }

    @Test
    void annotations_win_over_the_order_and_are_written_down() {
        assertThat(lines(LockFile.empty().extended(order("id", "items=7", "note"))))
                .containsExactly("com.acme.Order.items = 7", "com.acme.Order.id = 8", "com.acme.Order.note = 9");
    }

    @Test
    void the_numbers_that_the_format_keeps_for_itself_are_passed_over() {
        assertThat(lines(lock("com.acme.Order.id = 18999").extended(order("id", "note"))))
                .containsExactly("com.acme.Order.id = 18999", "com.acme.Order.note = 20000");
        assertThatThrownBy(() -> lock("com.acme.Order.id = 536870911").extended(order("id", "note")))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("no number is left");
    }

    @Test
    void a_constant_named_unspecified_is_the_zero_of_its_enum() {
        assertThat(lines(LockFile.empty().extended(size("SMALL", "UNSPECIFIED", "LARGE"))))
                .containsExactly(
                        "com.acme.Order.UNSPECIFIED = 0", "com.acme.Order.SMALL = 1", "com.acme.Order.LARGE = 2");
    }

    @Test
    void a_number_that_changed_is_refused() {
        assertThatThrownBy(() -> lock("com.acme.Order.id = 1").extended(order("id=2")))
                .isInstanceOf(InvalidContractException.class)
                .hasMessage("com.acme.Order.id: @Id(2), but the lock file says 1 (mend: take @Id(1) back, or rename the"
                        + " component: a number never changes)");
    }

    @Test
    void a_number_that_is_used_again_is_refused() {
        assertThatThrownBy(() -> lock("reserved com.acme.Order.note = 2").extended(order("id=2")))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("com.acme.Order.id: @Id(2) was given to note");
        assertThatThrownBy(() -> lock("com.acme.Order.note = 2").extended(order("note", "id=2")))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("com.acme.Order.id: @Id(2) was given to note");
    }

    @Test
    void the_check_is_empty_when_sources_and_file_agree() {
        assertThat(lock("com.acme.Order.id = 1", "reserved com.acme.Order.old = 2")
                        .different(order("id")))
                .isEmpty();
    }

    @Test
    void the_check_is_red_when_sources_and_file_differ() {
        assertThat(lock("com.acme.Order.id = 1").different(order("id", "note")))
                .containsExactly("missing: com.acme.Order.note = 2");
        assertThat(lock("com.acme.Order.id = 1", "com.acme.Order.old = 2").different(order("id")))
                .containsExactly("missing: reserved com.acme.Order.old = 2", "outdated: com.acme.Order.old = 2");
        assertThat(lock("com.acme.Order.id = 1").different(order("id=2")))
                .singleElement()
                .asString()
                .contains("a number never changes");
    }

    @Test
    void the_check_is_red_when_the_file_breaks_what_its_former_version_promised() {
        LockFile former = lock("com.acme.Order.id = 1", "com.acme.Order.note = 2", "reserved com.acme.Order.old = 3");
        assertThat(former.extended(order("id", "more")).brokenSince(former)).isEmpty();
        assertThat(lock("com.acme.Order.id = 1", "reserved com.acme.Order.old = 3")
                        .brokenSince(former))
                .containsExactly("com.acme.Order.note = 2: the number is gone (expected: the line, or reserved)");
        assertThat(lock("com.acme.Order.id = 1", "com.acme.Order.note = 2", "com.acme.Order.fresh = 3")
                        .brokenSince(former))
                .containsExactly(
                        "reserved com.acme.Order.old = 3: a reserved number is in use again (expected: reserved"
                                + " for ever)");
        assertThat(lock("com.acme.Order.id = 2", "com.acme.Order.note = 1", "reserved com.acme.Order.old = 3")
                        .brokenSince(former))
                .hasSize(2)
                .allMatch(line -> line.contains("now another number"));
    }

    @Test
    void files_of_several_modules_are_one_unless_they_contradict_each_other() {
        LockFile own = lock("com.acme.Order.id = 1", "reserved com.acme.Order.note = 2", "com.acme.Order.note = 3");
        LockFile older = lock("com.acme.Order.id = 1", "com.acme.Order.note = 2", "com.acme.Ticket.id = 1");
        for (LockFile both : List.of(own.with(older, "jar"), older.with(own, "jar"))) {
            assertThat(lines(both))
                    .containsExactly(
                            "com.acme.Order.id = 1",
                            "reserved com.acme.Order.note = 2",
                            "com.acme.Order.note = 3",
                            "com.acme.Ticket.id = 1");
        }
        assertThatThrownBy(() -> own.with(lock("com.acme.Order.items = 3"), "jar"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageStartingWith(
                        "jar: com.acme.Order.items = 3, but another META-INF/quintet/protobuf.lock on the"
                                + " class path has com.acme.Order.note = 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Order.id",
                "com.acme.Order.id = ",
                "com.acme.Order.id = one",
                "com.acme.Order.id = -1",
                "com.acme.Order.id = 99999999999",
                "id = 1",
                "com.acme.Order. = 1",
                "com.acme.Order.id = 1 = 2",
                "<<<<<<< HEAD"
            })
    void a_line_that_is_none_is_refused_with_its_place(String line) {
        assertThatThrownBy(() -> LockFile.parse("protobuf.lock", "# head\n\n" + line))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageStartingWith("protobuf.lock, line 3: ")
                .hasMessageContaining("expected: a line such as com.acme.Order.items = 3");
    }

    @Test
    void what_a_merge_leaves_double_is_refused() {
        assertThatThrownBy(() -> lock("com.acme.Order.id = 1", "com.acme.Order.note = 1"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("test, line 2: com.acme.Order.note = 1, which is that of id, too");
        assertThatThrownBy(() -> lock("com.acme.Order.id = 1", "com.acme.Order.id = 2"))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("test, line 2: com.acme.Order.id (expected: one number for each)");
    }
}

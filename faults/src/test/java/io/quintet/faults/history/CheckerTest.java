package io.quintet.faults.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each verdict once red and once green, with histories written by hand. */
class CheckerTest {
    private static final List<Rule> RULES = List.of(
            Rule.direct("note", "work"),
            Rule.direct("event", "ledger"),
            Rule.direct("event", "audit"),
            Rule.direct("event", "mirror").atLeastOnce(),
            Rule.caused("followed", "ledger", "note", "work"),
            Rule.direct("ask", "work").expiring(),
            Rule.direct("order", "work"),
            Rule.reply("replied", "replies", "order", "work"));

    private final List<Event> history = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    private void op(String kind, String op, long seq, Event.Type end) {
        op(kind, op, seq, end, "");
    }

    private void op(String kind, String op, long seq, Event.Type end, String note) {
        history.add(new Event(Event.Type.INVOKE, "p", history.size(), kind, op, "k", seq, 1, ""));
        history.add(new Event(end, "p", history.size(), kind, op, "k", seq, 1, note));
    }

    private void effect(String group, String kind, String op, long seq, String run, String cause) {
        effects.add(new Effect(group, kind, op, "k", seq, "m-" + op, "", 0, "w", 1, run, cause));
    }

    private void event(String group, String op, long seq) {
        effect(group, "event", op, seq, group + op, "");
    }

    private void everywhere(String op, long seq) {
        List.of("ledger", "audit", "mirror").forEach(group -> event(group, op, seq));
    }

    /** A note with all that follows. */
    private void noted(String op, long seq, String run) {
        effect("work", "note", op, seq, run, "");
        effect("ledger", "followed", op + ".followed", seq, "f" + run, run);
    }

    private List<Verdict> verdicts() {
        return findings().stream().map(Finding::verdict).distinct().toList();
    }

    private List<Finding> findings() {
        return new Checker(RULES).check(history, effects);
    }

    @Test
    void all_is_well_where_all_is_well() {
        op("note", "n1", 1, Event.Type.OK);
        noted("n1", 1, "r1");
        op("event", "e1", 1, Event.Type.OK);
        everywhere("e1", 1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_was_acknowledged_and_has_no_effect_is_lost() {
        op("note", "n1", 1, Event.Type.OK);
        assertThat(verdicts()).containsExactly(Verdict.LOST);
        assertThat(findings().getFirst().toString()).contains("LOST", "n1", "key k", "group work");
    }

    @Test
    void some_groups_may_have_what_its_sender_died_over_where_it_goes_from_group_to_group() {
        op("event", "e1", 1, Event.Type.INFO);
        event("ledger", "e1", 1);
        assertThat(verdicts()).containsExactly(Verdict.INCOMPLETE);
        Checker tearable = new Checker(RULES.stream().map(Rule::tearable).toList());
        assertThat(tearable.check(history, effects)).isEmpty();

        op("event", "e2", 2, Event.Type.OK);
        event("ledger", "e2", 2);
        assertThat(tearable.check(history, effects))
                .as("its sender was told that all have it")
                .extracting(Finding::verdict)
                .containsExactly(Verdict.INCOMPLETE);
    }

    @Test
    void what_may_have_happened_may_be_absent_and_may_be_there() {
        op("note", "n1", 1, Event.Type.INFO);
        history.add(new Event(Event.Type.INVOKE, "p", 9, "note", "n2", "k", 2, 1, "")); // killed
        assertThat(findings()).isEmpty();
        noted("n1", 1, "r1");
        noted("n2", 2, "r2");
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_some_groups_have_all_must_have() {
        op("event", "e1", 1, Event.Type.INFO);
        event("ledger", "e1", 1);
        event("mirror", "e1", 1);
        assertThat(verdicts()).containsExactly(Verdict.INCOMPLETE);
        event("audit", "e1", 1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_a_handler_sent_arrives_when_its_effect_was_committed() {
        op("note", "n1", 1, Event.Type.OK);
        effect("work", "note", "n1", 1, "r1", "");
        assertThat(verdicts()).containsExactly(Verdict.LOST);
        effect("ledger", "followed", "n1.followed", 1, "f1", "r1");
        assertThat(findings()).isEmpty();
    }

    @Test
    void an_effect_that_nobody_began_is_a_phantom() {
        everywhere("e1", 1);
        assertThat(verdicts()).containsExactly(Verdict.PHANTOM);
        op("event", "e1", 1, Event.Type.OK);
        assertThat(findings()).isEmpty();
    }

    @Test
    void an_effect_of_something_else_than_was_sent_is_a_phantom() {
        op("note", "n1", 1, Event.Type.OK);
        noted("n1", 2, "r1");
        assertThat(verdicts()).containsExactly(Verdict.PHANTOM);
    }

    @Test
    void what_failed_must_not_take_effect() {
        op("event", "e1", 1, Event.Type.FAIL);
        assertThat(findings()).isEmpty();
        everywhere("e1", 1);
        assertThat(verdicts()).containsExactly(Verdict.FAILED_YET_DELIVERED);
    }

    @Test
    void what_a_handler_sent_and_rolled_back_must_not_arrive() {
        op("note", "n1", 1, Event.Type.OK);
        effect("work", "note", "n1", 1, "r2", "");
        effect("ledger", "followed", "n1.followed", 1, "f1", "r1");
        assertThat(verdicts()).containsExactly(Verdict.FAILED_YET_DELIVERED);
    }

    @Test
    void an_effect_is_committed_once_where_there_is_an_inbox() {
        op("event", "e1", 1, Event.Type.OK);
        everywhere("e1", 1);
        event("mirror", "e1", 1);
        assertThat(findings()).isEmpty();
        event("audit", "e1", 1);
        assertThat(verdicts()).containsExactly(Verdict.DUPLICATE);
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.group()).isEqualTo("audit");
            assertThat(finding.message()).isEqualTo("m-e1");
        });
    }

    @Test
    void what_was_acknowledged_comes_before_what_was_begun_later() {
        op("event", "e1", 1, Event.Type.OK);
        op("event", "e2", 2, Event.Type.OK);
        everywhere("e2", 2);
        everywhere("e1", 1);
        assertThat(verdicts()).containsExactly(Verdict.ORDER);
        assertThat(findings()).hasSize(3);
        history.set(1, new Event(Event.Type.INFO, "p", 1, "event", "e1", "k", 1, 1, "late"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void order_is_that_of_first_effects_where_there_is_no_inbox() {
        op("event", "e1", 1, Event.Type.OK);
        op("event", "e2", 2, Event.Type.OK);
        everywhere("e1", 1);
        everywhere("e2", 2);
        event("mirror", "e1", 1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void what_handlers_sent_has_the_order_of_their_effects() {
        op("note", "n1", 1, Event.Type.INFO);
        op("note", "n2", 2, Event.Type.OK);
        effect("work", "note", "n2", 2, "r2", "");
        effect("work", "note", "n1", 1, "r1", "");
        effect("ledger", "followed", "n2.followed", 2, "f2", "r2");
        effect("ledger", "followed", "n1.followed", 1, "f1", "r1");
        assertThat(findings()).isEmpty();
        effects.add(effects.remove(2));
        assertThat(verdicts()).containsExactly(Verdict.ORDER);
    }

    private void owned(String op, long seq, long token) {
        op("note", op, seq, Event.Type.OK);
        effects.add(new Effect("work", "note", op, "k", seq, "m", "s/1", token, "w", 1, "r" + op, ""));
        effect("ledger", "followed", op + ".followed", seq, "f" + op, "r" + op);
    }

    @Test
    void an_owner_of_the_past_commits_nothing_after_its_successor() {
        owned("n1", 1, 4);
        owned("n2", 2, 6);
        owned("n3", 3, 6);
        assertThat(findings()).isEmpty();
        owned("n4", 4, 4);
        assertThat(verdicts()).containsExactly(Verdict.STALE_OWNER);
    }

    @Test
    void a_reply_is_to_the_request_and_of_the_run_that_was_committed() {
        op("ask", "a1", 1, Event.Type.OK, "work|a1|r1");
        effect("work", "ask", "a1", 1, "r1", "");
        assertThat(findings()).isEmpty();
        op("ask", "a2", 2, Event.Type.OK, "work|a1|r1");
        effect("work", "ask", "a2", 2, "r2", "");
        assertThat(verdicts()).containsExactly(Verdict.WRONG_REPLY);
        op("ask", "a3", 3, Event.Type.OK, "work|a3|r3");
        effect("work", "ask", "a3", 3, "r4", "");
        assertThat(findings()).extracting(Finding::op).containsExactly("a2", "a3");
    }

    @Test
    void a_group_answers_once() {
        op("ask", "a1", 1, Event.Type.OK, "work|a1|r1 work|a1|r1");
        effect("work", "ask", "a1", 1, "r1", "");
        assertThat(verdicts()).containsExactly(Verdict.SECOND_REPLY);
    }

    @Test
    void a_durable_reply_is_handled_once_and_belongs_to_its_request() {
        op("order", "o1", 1, Event.Type.OK);
        effect("work", "order", "o1", 1, "r1", "");
        assertThat(verdicts()).containsExactly(Verdict.LOST);
        effect("replies", "replied", "o1.replied", 0, "x", "r1");
        assertThat(findings()).isEmpty();
        effect("replies", "replied", "o1.replied", 0, "y", "r1");
        assertThat(verdicts()).containsExactly(Verdict.SECOND_REPLY);
        effects.removeLast();
        effects.set(1, new Effect("replies", "replied", "o1.replied", "", 0, "m", "", 0, "p", 1, "x", "r9"));
        assertThat(verdicts()).containsExactly(Verdict.WRONG_REPLY);
    }

    @Test
    void an_order_that_was_refused_by_its_answer_has_no_effect() {
        op("order", "o1", 1, Event.Type.OK);
        history.add(new Event(Event.Type.FAIL, "p2", 0, "order", "o1", "", 0, 1, "answered with an error"));
        assertThat(findings()).isEmpty();
    }
}

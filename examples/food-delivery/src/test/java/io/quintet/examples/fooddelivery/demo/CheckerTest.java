package io.quintet.examples.fooddelivery.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.cli.CommandFailed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckerTest {
    @TempDir
    private Path directory;

    private final Ledger ledger = new Ledger();
    private Databases databases;

    @BeforeEach
    void create() {
        databases = new Databases(directory);
    }

    private void acknowledge(String id) {
        ledger.attempt(id);
        ledger.acknowledge(id);
    }

    private Verdict check() {
        try (Checker checker = new Checker(directory, ledger)) {
            return checker.check();
        }
    }

    @Test
    void complete_orders_are_clean() {
        acknowledge("a");
        acknowledge("b");
        databases.complete("a").complete("b");
        assertThat(check()).satisfies(verdict -> {
            assertThat(verdict.clean()).isTrue();
            assertThat(verdict.acknowledged()).isEqualTo(2);
            assertThat(verdict.effects()).isEqualTo(2L * Effect.COUNT);
            assertThat(verdict.examples()).isEmpty();
        });
    }

    @Test
    void an_acknowledged_order_that_lacks_any_one_effect_is_lost() {
        Map<String, String> deletions = Map.of(
                "delete from orders", "order",
                "delete from decisions", "order",
                "delete from tickets", "kitchen",
                "delete from deliveries", "courier",
                "delete from sms where about = 'ORDER_APPROVED'", "notification",
                "delete from sms where about = 'COURIER_COMING'", "notification",
                "delete from history where event = 'ORDER_CREATED'", "api",
                "delete from history where event = 'ORDER_APPROVED'", "api",
                "delete from history where event = 'TICKET_ACCEPTED'", "api",
                "delete from history where event = 'DELIVERY_SCHEDULED'", "api");
        assertThat(deletions).hasSize(Effect.COUNT);
        acknowledge("a");
        deletions.forEach((sql, service) -> {
            databases.complete("a").run(service, sql);
            assertThat(check()).as(sql).satisfies(verdict -> {
                assertThat(verdict.lost()).isOne();
                assertThat(verdict.sound()).isTrue();
            });
            EffectTable.ALL.forEach(table -> databases.run(table.database(), "delete from " + table.name()));
        });
    }

    @Test
    void an_acknowledged_order_without_any_effect_is_lost() {
        acknowledge("a");
        assertThat(check().lost()).isOne();
        assertThat(check().examples()).containsExactly("a: no effect at all");
    }

    @Test
    void a_rejected_order_is_lost_for_every_order_can_be_cooked() {
        acknowledge("a");
        databases.complete("a").run("order", "update decisions set state = 'REJECTED'");
        assertThat(check().lost()).isOne();
        assertThat(check().phantom()).isOne();
    }

    @Test
    void an_order_that_nobody_attempted_is_a_phantom() {
        databases.ticket("x");
        assertThat(check().phantom()).isOne();
        assertThat(check().lost()).isZero();
    }

    @Test
    void an_order_without_acknowledgement_may_have_no_effects_or_all_but_not_some() {
        ledger.attempt("none");
        ledger.attempt("all");
        ledger.attempt("some");
        databases.complete("all").stored("some");
        assertThat(check().lost()).isOne();
        assertThat(check().examples()).singleElement().asString().startsWith("some: ORDER_APPROVED=0");
    }

    @Test
    void a_second_row_of_a_kind_is_applied_twice() {
        acknowledge("a");
        databases.complete("a").ticket("a").delivery("a").delivery("a").sms("a", "COURIER_COMING");
        assertThat(check().appliedTwice()).isEqualTo(4);
        assertThat(check().lost()).isZero();
    }

    @Test
    void two_messages_about_one_thing_do_not_stand_for_one_about_each() {
        acknowledge("a");
        databases.complete("a").run("notification", "update sms set about = 'ORDER_APPROVED'");
        assertThat(check().appliedTwice()).isOne();
        assertThat(check().lost()).isOne();
    }

    @Test
    void a_later_event_before_an_earlier_one_of_its_channel_breaks_the_order() {
        acknowledge("a");
        databases
                .complete("a")
                .run("api", "delete from history where channel = 'order-events'")
                .history("a", "order-events", "ORDER_APPROVED", 2)
                .history("a", "order-events", "ORDER_CREATED", 1);
        assertThat(check().orderBreaks()).isOne();
        assertThat(check().lost()).isZero();
    }

    @Test
    void channels_have_no_order_among_each_other() {
        acknowledge("a");
        databases.complete("a").run("api", "delete from history");
        databases
                .history("a", "delivery-events", "DELIVERY_SCHEDULED", 1)
                .history("a", "kitchen-events", "TICKET_ACCEPTED", 1)
                .history("a", "order-events", "ORDER_CREATED", 1)
                .history("a", "order-events", "ORDER_APPROVED", 2);
        assertThat(check().clean()).isTrue();
    }

    @Test
    void what_comes_later_is_added_to_what_was_seen() {
        acknowledge("a");
        databases.stored("a");
        try (Checker checker = new Checker(directory, ledger)) {
            assertThat(checker.check().lost()).isOne();
            databases.run("order", "delete from orders").complete("a");
            databases.run("order", "delete from orders");
            assertThat(checker.check().appliedTwice()).isZero();
            databases.ticket("a");
            assertThat(checker.check().appliedTwice()).isOne();
        }
    }

    @Test
    void a_missing_database_is_named() {
        Path empty = directory.resolve("empty");
        assertThatThrownBy(() -> new Checker(empty, ledger).close())
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("order.db: not found");
    }
}

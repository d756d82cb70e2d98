package io.quintet.transport.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What queues and message groups are called. */
class NamesTest {
    private static final List<String> CHANNELS = List.of(
            "orders",
            "orders.events",
            "orders_events",
            "orders-events",
            "orders--events",
            "orders-",
            "-orders",
            ".orders",
            "orders..events",
            "Orders",
            "_dead",
            "dead",
            "first",
            "_awaited.order-service.order-service-1",
            "_awaited.order-service.order-service-2",
            "c".repeat(200),
            "c".repeat(199) + "d");

    @Test
    void usual_names_can_be_read() {
        Names names = new Names("shop-");
        assertThat(names.queue("orders.events")).isEqualTo("shop-orders_events.fifo");
        assertThat(names.queue("orders.events", "delivery-service"))
                .isEqualTo("shop-orders_events--delivery-service.fifo");
        assertThat(names.dead("delivery-service")).isEqualTo("shop-_dead--delivery-service.fifo");
    }

    @Test
    void no_two_have_the_same_and_all_fit() {
        Names names = new Names("fourteen-long-");
        List<String> groups =
                List.of("g", "G", "events", "g.h", "g_h", "g-h", "g--h", "größe", "", "g/h", "g".repeat(100));
        Set<String> all = new LinkedHashSet<>();
        for (String channel : CHANNELS) {
            assertThat(all.add(names.queue(channel))).as(channel).isTrue();
            assertThat(all.add(names.first(channel))).as(channel).isTrue();
            assertThat(all.add(names.attempts(names.queue(channel))))
                    .as(channel)
                    .isTrue();
            for (String group : groups) {
                assertThat(all.add(names.queue(channel, group)))
                        .as("%s %s", channel, group)
                        .isTrue();
                assertThat(all.add(names.attempts(names.queue(channel, group)))).isTrue();
            }
        }
        groups.forEach(group -> assertThat(all.add(names.dead(group))).isTrue());
        assertThat(all).allMatch(name -> name.matches("[A-Za-z0-9_-]{1,75}\\.fifo"));
    }

    @Test
    void a_prefix_that_does_not_fit_is_shortened_and_stays_its_own() {
        assertThat(new Names("demo-1234567.").queue("orders")).matches("demo_[0-9a-f]{8}-orders\\.fifo");
        assertThat(new Names("demo-1234567.").prefix()).isNotEqualTo(new Names("demo-1234568.").prefix());
        assertThat(new Names("p".repeat(40)).prefix()).hasSize(14);
        assertThat(new Names("a.").queue("_dead.lock")).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void the_queues_of_a_channels_groups_begin_as_no_other_queue_does() {
        Names names = new Names("");
        for (String channel : CHANNELS) {
            for (String other : CHANNELS) {
                assertThat(names.queue(other)).doesNotStartWith(names.groups(channel));
                if (!other.equals(channel)) {
                    assertThat(names.queue(other, "g")).doesNotStartWith(names.groups(channel));
                }
            }
        }
    }

    @Test
    void message_groups_are_the_keys_or_their_digests() {
        Set<String> all = new LinkedHashSet<>();
        for (String key :
                List.of("order-1", "a/b:c", "", " ", "#", "#1", "größe", "鍵", "k".repeat(127), "k".repeat(128))) {
            String group = Names.messageGroup(key);
            assertThat(all.add(group)).as(key).isTrue();
            assertThat(group).matches("[!-~]{1,128}");
        }
        assertThat(Names.messageGroup("order-1")).isEqualTo("order-1");
    }
}

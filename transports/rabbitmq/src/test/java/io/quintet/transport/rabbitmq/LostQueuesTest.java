package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Queues of a group that have expired, or that somebody has removed. */
@Timeout(60)
class LostQueuesTest {
    private final Names names = new Names(Fixtures.unique("lost") + ".");

    private static void remove(String... queues) throws Exception {
        try (Connection connection = Fixtures.connect()) {
            for (String queue : queues) {
                connection.createChannel().queueDelete(queue);
            }
        }
    }

    @Test
    void a_member_that_lives_has_them_again() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix())) {
            Channel channel = new Channel("events", Channel.Kind.PUBLISH_SUBSCRIBE, 2);
            Inbox first = new Inbox(Delivery::ack);
            Inbox late = new Inbox(Delivery::ack);
            transport.subscribe(channel, "first", 10, first);
            transport.subscribe(channel, "late", 10, late);
            remove(names.queue("events", 0, "late"), names.queue("events", 1, "late"));
            for (int i = 0; late.ids().isEmpty(); i++) { // what comes before its queues are there again is not for it
                Fixtures.accept(transport, channel, Fixtures.message("m" + i, "k" + i));
                first.takeUntil("m" + i);
            }
        }
    }

    @Test
    void what_is_replayed_for_a_group_without_any_goes_to_no_other_group_and_stays_a_dead_letter() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", names.prefix())) {
            Channel channel = new Channel("events", Channel.Kind.PUBLISH_SUBSCRIBE, 1);
            for (String group : List.of("first", "late")) {
                Inbox rejecting = new Inbox(delivery -> delivery.reject(new IllegalStateException("no")));
                var subscription = transport.subscribe(channel, group, 10, rejecting);
                Fixtures.accept(transport, channel, Fixtures.message("to " + group, "k"));
                rejecting.takeUntil("to " + group);
                subscription.drain(Duration.ofSeconds(Fixtures.PATIENCE_SECONDS));
            }
            DeadLetters letters = transport.deadLetters().orElseThrow();
            remove(names.queue("events", 0, "late"));
            assertThatThrownBy(() -> letters.replay(new DeadLetters.Filter("events", "late")))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
                    .hasMessageContaining("group late has no queue any more");
            assertThat(letters.replay(new DeadLetters.Filter("events", "first")))
                    .isOne();
            assertThat(letters.counts(DeadLetters.Filter.ALL))
                    .containsExactly(new DeadLetters.Count("events", "late", 1));
        }
    }
}

package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.DeadLetters;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import io.quintet.transport.rabbitmq.server.RabbitServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What RabbitMQ has confirmed is there after a kill, however new its queue is. It goes red within the second in which a node has not written
 * which queue was declared last.
 */
class JustDeclaredTest {
    private final RabbitServer server = Fixtures.server();

    @Test
    void what_is_accepted_on_a_new_channel_survives_a_kill_at_once() throws Exception {
        try (MessageTransport transport = Fixtures.transport()) {
            Channel channel = Fixtures.channel(1);
            accept(transport, channel, "a");
            restart();
            Inbox inbox = new Inbox(Delivery::ack);
            transport.subscribe(channel, "g", 1, inbox);
            assertThat(inbox.take().message().id()).isEqualTo("a");
        }
    }

    @Test
    void what_is_accepted_for_a_group_that_has_just_come_survives_a_kill_at_once() throws Exception {
        try (MessageTransport transport = Fixtures.transport()) {
            Channel channel = new Channel(Fixtures.unique("events"), Channel.Kind.PUBLISH_SUBSCRIBE, 1);
            transport.subscribe(channel, "first", 1, Delivery::ack);
            Inbox late = new Inbox(unsettled -> {});
            transport.subscribe(channel, "late", 1, late);
            accept(transport, channel, "a");
            late.take();
            restart();
            assertThat(late.take().message().id()).isEqualTo("a");
        }
    }

    @Test
    void the_first_dead_letter_survives_a_kill_at_once() throws Exception {
        try (MessageTransport transport = Fixtures.transport("prefix", Fixtures.unique("dead") + ".")) {
            Channel channel = Fixtures.channel(1);
            CompletableFuture<Boolean> buried = new CompletableFuture<>();
            transport.subscribe(channel, "g", 1, delivery -> {
                delivery.reject(new IllegalStateException("no"));
                buried.complete(true);
            });
            accept(transport, channel, "a");
            assertThat(buried).succeedsWithin(Duration.ofSeconds(Fixtures.PATIENCE_SECONDS));
            DeadLetters letters = transport.deadLetters().orElseThrow();
            restart();
            assertThat(letters.counts(DeadLetters.Filter.ALL)).hasSize(1);
        }
    }

    private static void accept(MessageTransport transport, Channel channel, String id) throws Exception {
        Fixtures.accept(transport, channel, Fixtures.message(id, "k"));
    }

    private void restart() {
        server.kill();
        server.start();
    }
}

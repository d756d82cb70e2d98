package io.quintet.transport.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.tck.Inbox;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

@Timeout(90)
class NewGroupTest {
    private static final String[] KNOWN_FOR = {"groups-known-for", "3s"};

    private final Channel channel = new Channel(Fixtures.unique("events"), Channel.Kind.PUBLISH_SUBSCRIBE, 2);

    @Test
    void a_second_member_has_subscribed_when_senders_know_its_group_although_the_first_has_made_its_queue()
            throws Exception {
        Inbox second = new Inbox(Delivery::ack);
        try (MessageTransport sender = Fixtures.transport(KNOWN_FOR);
                MessageTransport one = Fixtures.transport(KNOWN_FOR);
                MessageTransport another = Fixtures.transport(KNOWN_FOR);
                SqsClient bare = Fixtures.client()) {
            Subscription first = one.subscribe(channel, "first", 10, Delivery::ack);
            assertThat(Fixtures.send(sender, channel, Fixtures.message("before", "k")))
                    .isInstanceOf(Receipt.Accepted.class);
            CompletableFuture<Subscription> joining =
                    CompletableFuture.supplyAsync(() -> one.subscribe(channel, "second", 10, second));
            awaitQueue(bare, new Names("").queue(channel.name(), "second"));
            Subscription joined = another.subscribe(channel, "second", 10, second);
            assertThat(Fixtures.send(sender, channel, Fixtures.message("after", "k")))
                    .isInstanceOf(Receipt.Accepted.class);
            assertThat(second.take().message().id()).isEqualTo("after");
            joining.get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS).close();
            joined.close();
            first.close();
            sender.remove(channel);
        }
    }

    private static void awaitQueue(SqsClient bare, String queue) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Fixtures.PATIENCE_SECONDS);
        while (true) {
            try {
                bare.getQueueUrl(ask -> ask.queueName(queue));
                return;
            } catch (QueueDoesNotExistException e) {
                assertThat(System.nanoTime()).as(queue + " is there").isLessThan(deadline);
            }
        }
    }
}

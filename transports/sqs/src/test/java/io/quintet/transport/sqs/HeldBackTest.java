package io.quintet.transport.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.transport.sqs.server.SqsServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the ElasticMQ of the tests does where a message is visible and one before it of its message group is not. */
class HeldBackTest {
    private static final Duration WAIT = Duration.ofSeconds(4);

    private static String empty(SqsClient bare) {
        return bare.createQueue(ask -> ask.queueName(Fixtures.unique("held") + ".fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
    }

    /** A queue of two messages of one group. */
    private static String queue(SqsClient bare) {
        String url = empty(bare);
        for (String body : List.of("first", "second")) {
            bare.sendMessage(ask ->
                    ask.queueUrl(url).messageBody(body).messageGroupId("group").messageDeduplicationId(body));
        }
        return url;
    }

    private static List<Message> receive(SqsClient bare, String url, Duration wait) {
        return bare.receiveMessage(ask -> ask.queueUrl(url)
                        .maxNumberOfMessages(1)
                        .visibilityTimeout(60)
                        .waitTimeSeconds((int) wait.toSeconds()))
                .messages();
    }

    @Test
    void a_long_poll_that_nothing_can_be_handed_to_takes_no_processor_for_itself() {
        try (SqsClient bare = Fixtures.client()) {
            String url = queue(bare);
            assertThat(receive(bare, url, WAIT)).extracting(Message::body).containsExactly("first");
            Duration before = SqsServer.shared().processorTime();
            assertThat(receive(bare, url, WAIT)).isEmpty();
            assertThat(SqsServer.shared().processorTime().minus(before)).isLessThan(WAIT.dividedBy(4));
        }
    }

    @Test
    void a_long_poll_gets_what_was_held_back_soon_after_what_was_before_it_is_deleted() throws Exception {
        try (SqsClient bare = Fixtures.client()) {
            String url = queue(bare);
            Message first = receive(bare, url, WAIT).getFirst();
            Duration longest = Duration.ofSeconds(20);
            CompletableFuture<List<Message>> asked = CompletableFuture.supplyAsync(() -> receive(bare, url, longest));
            assertThat(receive(bare, empty(bare), Duration.ofSeconds(1))).isEmpty(); // meanwhile it has come to wait
            assertThat(asked).isNotDone();
            bare.deleteMessage(ask -> ask.queueUrl(url).receiptHandle(first.receiptHandle()));
            assertThat(asked.get(longest.toSeconds() / 2, TimeUnit.SECONDS))
                    .extracting(Message::body)
                    .containsExactly("second");
        }
    }
}

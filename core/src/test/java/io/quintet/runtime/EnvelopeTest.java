package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Deadline;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private final Envelope envelope = new Envelope("shop", Clock.systemUTC());
    private final BoundOperation operation = BoundOperation.of(Fixtures.operation("find"), new SerializedCodec());

    @Test
    void a_reply_that_an_instance_waits_for_is_of_no_use_when_the_request_is_of_none() {
        Message request = request(Channels.format(Channels.awaitedReplies("shop", "i1")));

        assertThat(reply(request).expires()).isNotNull().isEqualTo(request.expires());
    }

    @Test
    void a_durable_reply_is_always_of_use() {
        Message request = request(Channels.format(new Channels(8).durableReplies("shop")));

        assertThat(request.expires()).isNotNull();
        assertThat(reply(request).header(HeaderNames.EXPIRES)).isNull();
    }

    private Message request(String replyChannel) {
        return envelope.request(
                operation, new Shop.Ask("1", 1), "m1", replyChannel, Deadline.in(Duration.ofMinutes(1)), null);
    }

    private Message reply(Message request) {
        return envelope.reply(operation, request, new Shop.Answer("1"), null);
    }
}

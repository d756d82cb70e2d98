package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    @Test
    void a_detail_that_cannot_be_written_or_read_leaves_code_and_message() {
        Message request = request(Channels.format(Channels.awaitedReplies("shop", "i1")));
        Message unwritten = envelope.reply(operation, request, soldOut(new Object()));
        Message written = envelope.reply(operation, request, soldOut(new Shop.SoldOut.Detail("7")));
        Message unread = new Message(written.headers(), new byte[] {1, 2, 3});

        assertThat(ReplyReader.error(operation, written)).isInstanceOf(Shop.SoldOut.class);
        for (Message reply : List.of(unwritten, unread)) {
            assertThat(ReplyReader.error(operation, reply))
                    .hasMessageContaining("none left")
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION));
        }
    }

    private static Failure soldOut(Object detail) {
        return new Failure(Code.FAILED_PRECONDITION, "none left", "SoldOut", detail, List.of(), false);
    }

    private Message request(String replyChannel) {
        return envelope.request(
                operation, new Shop.Ask("1", 1), "m1", replyChannel, Deadline.in(Duration.ofMinutes(1)), null);
    }

    private Message reply(Message request) {
        return envelope.reply(operation, request, new Shop.Answer("1"), null);
    }
}

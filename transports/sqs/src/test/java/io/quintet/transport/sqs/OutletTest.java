package io.quintet.transport.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import io.quintet.tck.Inbox;
import io.quintet.transport.sqs.Outlet.Parcel;
import io.quintet.transport.sqs.server.SqsServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What senders are told of messages that were late, or whose fate nobody knows. */
@Timeout(60)
class OutletTest {
    @Test
    void a_message_that_is_late_fails_alone_of_its_batch() throws Exception {
        Channel channel = Fixtures.channel(1);
        try (MessageTransport transport = Fixtures.transport();
                Api api = new Api(SqsSettings.of(
                        Fixtures.context(Map.of("url", SqsServer.shared().address()))
                                .settings()))) {
            assertThat(Fixtures.send(transport, channel, Fixtures.message("first", "k")))
                    .isInstanceOf(Receipt.Accepted.class);
            Map<String, Optional<QuintetException>> fates = new ConcurrentHashMap<>();
            long now = System.nanoTime();
            new Outlet(api, new Names("").queue(channel.name()))
                    .send(List.of(
                            parcel("fresh", now + TimeUnit.MINUTES.toNanos(1), fates),
                            parcel("late", now, fates),
                            parcel("also-fresh", now + TimeUnit.MINUTES.toNanos(1), fates)));
            assertThat(fates).containsOnlyKeys("fresh", "late", "also-fresh");
            assertThat(fates.get("fresh")).isEmpty();
            assertThat(fates.get("also-fresh")).isEmpty();
            assertThat(fates.get("late"))
                    .hasValueSatisfying(late -> assertThat(late).hasMessageContaining("not accepted in time"));
            transport.remove(channel);
        }
    }

    private static Parcel parcel(String id, long deadline, Map<String, Optional<QuintetException>> fates) {
        return new Parcel(id, id, id, id.length(), deadline, failure -> fates.put(id, Optional.ofNullable(failure)));
    }

    @Test
    void what_sqs_has_stored_and_calls_a_failure_of_its_own_is_there_once_and_not_safe_to_send_again()
            throws Exception {
        Channel channel = Fixtures.channel(1);
        try (ForgetfulServer forgetful = new ForgetfulServer();
                MessageTransport direct = Fixtures.transport();
                MessageTransport transport = Fixtures.transport("url", forgetful.address(), "send-timeout", "1s")) {
            assertThat(Fixtures.send(transport, channel, Fixtures.message("stored", "k")))
                    .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                        assertThat(failed.error().code()).isEqualTo(Code.UNAVAILABLE);
                        assertThat(failed.error()).hasMessageContaining("InternalFailure");
                        assertThat(failed.error().retrySafe()).isFalse();
                    });
            Fixtures.send(direct, channel, Fixtures.message("next", "k"));
            Inbox inbox = new Inbox(Delivery::ack);
            Subscription subscription = direct.subscribe(channel, "g", 10, inbox);
            assertThat(inbox.take().message().id()).isEqualTo("stored");
            assertThat(inbox.take().message().id()).isEqualTo("next");
            subscription.close();
            direct.remove(channel);
        }
    }
}

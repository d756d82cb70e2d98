package io.quintet.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.tck.Inbox;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that become due while not all channels can be written to. */
@Timeout(120)
class ReleaserTest {
    private static void mostBytes(String topic, int bytes) throws Exception {
        try (Admin admin = Fixtures.admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static Message due(long millis, String id, int bytes) {
        return new Message(
                Fixtures.message(id, "k").headers().with(HeaderNames.NOT_BEFORE, Long.toString(millis)),
                new byte[bytes]);
    }

    @Test
    void one_that_cannot_be_written_to_holds_up_no_other_and_gets_its_own_in_order_when_it_can() throws Exception {
        String prefix = Fixtures.unique("due") + ".";
        try (MessageTransport transport = Fixtures.transport("prefix", prefix);
                MessageTransport sender = Fixtures.transport("prefix", prefix)) {
            Channel narrow = Fixtures.channel(1);
            Channel wide = Fixtures.channel(1);
            Inbox atNarrow = new Inbox(Delivery::ack);
            Inbox atWide = new Inbox(Delivery::ack);
            transport.subscribe(narrow, "g", 10, atNarrow);
            transport.subscribe(wide, "g", 10, atWide);
            Fixtures.accept(sender, narrow, Fixtures.message("first", "k"));
            assertThat(atNarrow.take().message().id()).isEqualTo("first");
            mostBytes(prefix + narrow.name(), 1000); // the sender has looked before, and members of groups do again
            long due = System.currentTimeMillis() + 2000;
            for (int i = 0; i < 3; i++) {
                Fixtures.accept(sender, narrow, due(due + i, "narrow" + i, 5000));
                Fixtures.accept(sender, wide, due(due + i, "wide" + i, 5000));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(atWide.take().message().id()).isEqualTo("wide" + i);
            }
            Fixtures.accept(sender, wide, due(System.currentTimeMillis() + 100, "later", 5000));
            assertThat(atWide.take().message().id()).isEqualTo("later");
            assertThat(atNarrow.ids()).containsExactly("first");
            mostBytes(prefix + narrow.name(), 100_000);
            for (int i = 0; i < 3; i++) {
                assertThat(atNarrow.take().message().id()).isEqualTo("narrow" + i);
            }
        }
    }
}

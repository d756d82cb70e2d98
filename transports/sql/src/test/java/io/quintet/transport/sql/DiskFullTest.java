package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.message;
import static io.quintet.transport.sql.Fixtures.transport;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.spi.Receipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DiskFullTest {
    @TempDir
    Path directory;

    private static Receipt send(SqlMessageTransport transport, Channel channel, String id) throws Exception {
        return transport
                .send(channel, List.of(message(id, null, new byte[50_000])))
                .get(10, TimeUnit.SECONDS)
                .get(0);
    }

    @Test
    void sends_fail_in_words_lose_nothing_accepted_and_work_again_when_there_is_room() throws Exception {
        Channel orders = channel("orders", 1);
        Channel other = channel("other", 1);
        try (SqlMessageTransport transport = transport(directory, "max-size-mib", "2")) {
            for (int i = 0; i < 10; i++) {
                assertThat(send(transport, other, "other" + i)).isEqualTo(Receipt.Accepted.INSTANCE);
            }
            List<String> accepted = new ArrayList<>();
            Receipt receipt = send(transport, orders, "m0");
            while (receipt instanceof Receipt.Accepted) {
                accepted.add("m" + accepted.size());
                receipt = send(transport, orders, "m" + accepted.size());
            }
            QuintetException error = ((Receipt.Failed) receipt).error();
            assertThat(error.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertThat(error).hasMessageContaining("messages.db: disk full").hasMessageContaining("max-size-mib");
            assertThat(error.retrySafe()).isTrue();
            assertThat(accepted).hasSizeGreaterThan(10);

            transport.remove(other);
            assertThat(send(transport, orders, "again")).isEqualTo(Receipt.Accepted.INSTANCE);
            accepted.add("again");

            Receiver receiver = Receiver.acking();
            transport.subscribe(orders, "g", 100, receiver);
            receiver.await(accepted.size());
            assertThat(receiver.deliveries().stream()
                            .map(delivery -> delivery.message().id()))
                    .containsExactlyElementsOf(accepted);
        }
    }
}

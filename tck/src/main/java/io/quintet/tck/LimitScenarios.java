package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.message.Channel;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Large payloads, and those that are too large. */
@Needs(given = Circumstance.MESSAGES)
abstract class LimitScenarios {
    static final int MEBIBYTE = 1024 * 1024;
    static final int LARGEST_TRIED = 64 * MEBIBYTE;

    @Test
    @Needs(given = Circumstance.MEBIBYTE)
    void a_payload_of_one_MiB_arrives(Lab lab) {
        byte[] payload = new byte[MEBIBYTE];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) ((i * 31) >> 3);
        }
        assertThat(carried(lab, payload)).isEqualTo(payload);
    }

    @Test
    @Needs(given = Circumstance.REACHABLE_LIMIT)
    void a_payload_of_exactly_the_limit_arrives(Lab lab) {
        int most = lab.kit().promised().maxMessageBytes();
        assertThat(carried(lab, new byte[most])).hasSize(most);
    }

    @Test
    @Needs(given = Circumstance.REACHABLE_LIMIT)
    void a_payload_above_the_limit_is_refused_with_size_and_limit_and_its_neighbours_arrive(Lab lab) {
        int most = lab.kit().promised().maxMessageBytes();
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        List<Receipt> receipts = lab.receipts(
                transport,
                channel,
                List.of(
                        Texts.message("before", "k"),
                        Texts.message("large", "k", new byte[most + 1]),
                        Texts.message("after", "k")));
        assertThat(receipts).hasSize(3);
        assertThat(receipts.get(0)).isInstanceOf(Receipt.Accepted.class);
        assertThat(receipts.get(2)).isInstanceOf(Receipt.Accepted.class);
        assertThat(receipts.get(1)).isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
            assertThat(failed.error().code()).isIn(Code.RESOURCE_EXHAUSTED, Code.INVALID_ARGUMENT);
            assertThat(failed.error())
                    .hasMessageContaining(String.valueOf(most + 1))
                    .hasMessageContaining(String.valueOf(most));
        });
        recorder.await("after");
        assertThat(recorder.ids()).containsExactly("before", "after");
    }

    private static byte[] carried(Lab lab, byte[] payload) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("large", "k", payload));
        return recorder.await("large").message().payload();
    }
}

package io.quintet.transport.sql;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.message.Channel;
import io.quintet.spi.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sends waits for room, and not for ever. */
@Timeout(20)
class SendQueueTest {
    private static final Channel CHANNEL = new Channel("c", Channel.Kind.POINT_TO_POINT, 1);

    private static Batch batch() {
        return new Batch(CHANNEL, List.of(new Outgoing("k", 0, 0, new byte[10], new byte[10])), new Receipt[1]);
    }

    @Test
    void a_writer_that_takes_nothing_holds_back_who_sends_for_a_while_and_not_for_ever() throws Exception {
        SendQueue queue = new SendQueue(1, 1000, Duration.ofMillis(100));
        assertThat(queue.put(batch())).isTrue();
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> queue.put(batch()));
        assertThat(queue.drain()).as("what did not fit is not in it").hasSize(1);
    }

    @Test
    void who_waits_for_room_goes_on_when_there_is_some() throws Exception {
        SendQueue queue = new SendQueue(1, 1000, Duration.ofSeconds(15));
        assertThat(queue.put(batch())).isTrue();
        FutureTask<Boolean> second = new FutureTask<>(() -> queue.put(batch()));
        Thread.ofVirtual().start(second);
        assertThat(queue.take(1, 1, 0)).hasSize(1);
        assertThat(second.get(10, SECONDS)).isTrue();
    }
}

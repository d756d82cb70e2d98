package io.quintet.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MessageTest {
    private final Message message = new Message(
            Headers.builder()
                    .set(HeaderNames.ID, "1")
                    .set(HeaderNames.EXPIRES, "1000")
                    .set(HeaderNames.KEY, "k")
                    .build(),
            new byte[0]);

    @Test
    void a_message_is_of_no_use_after_its_expiry() {
        assertThat(message.expires()).isEqualTo(1000);
        assertThat(message.expired(1000)).isFalse();
        assertThat(message.expired(1001)).isTrue();
    }

    @Test
    void a_replay_is_of_use_however_late() {
        Message replay = new Message(message.headers().with(HeaderNames.REPLAY_FOR, "g"), message.payload());
        assertThat(replay.replayFor()).isEqualTo("g");
        assertThat(replay.expires()).isNull();
        assertThat(replay.expired(Long.MAX_VALUE)).isFalse();
        assertThat(replay.headers().without(HeaderNames.REPLAY_FOR)).isEqualTo(message.headers());
    }
}

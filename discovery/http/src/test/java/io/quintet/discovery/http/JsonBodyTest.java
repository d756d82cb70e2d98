package io.quintet.discovery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JsonBodyTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    private JsonBody body(String text) {
        return body(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonBody body(InputStream stream) {
        return new JsonBody(stream, Duration.ofMinutes(1), timer);
    }

    /** As many spaces as anybody reads. */
    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) ' ');
                return length;
            }
        };
    }

    @Test
    void lines_come_one_after_the_other_and_empty_ones_are_none() throws Exception {
        try (JsonBody body = body("{\"a\":1}\n\n{\"a\":2}\n")) {
            assertThat(body.next()).hasToString("{\"a\":1}");
            assertThat(body.next()).hasToString("{\"a\":2}");
            assertThat(body.next()).isNull();
        }
    }

    @Test
    void an_end_within_a_line_is_a_failure() throws Exception {
        try (JsonBody body = body("{\"a\":1}")) {
            assertThatThrownBy(body::next).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void what_is_not_json_is_a_failure_like_any_other() throws Exception {
        try (JsonBody line = body("<html>\n");
                JsonBody whole = body("<html>")) {
            assertThatThrownBy(line::next).isInstanceOf(IOException.class).hasMessageStartingWith("not JSON: ");
            assertThatThrownBy(whole::whole).isInstanceOf(IOException.class).hasMessageStartingWith("not JSON: ");
        }
    }

    @Test
    void neither_a_line_nor_a_document_without_end_fills_the_memory() throws Exception {
        try (JsonBody line = body(endless());
                JsonBody whole = body(endless())) {
            assertThatThrownBy(line::next).hasMessage("an event of more than 8388608 bytes");
            assertThatThrownBy(whole::whole).hasMessage("a response of more than 67108864 bytes");
        }
    }

    @Test
    void a_body_whose_time_is_over_fails_and_says_so() throws Exception {
        try (JsonBody body = new JsonBody(new Silent(), Duration.ofMillis(20), timer)) {
            assertThatThrownBy(body::next).isInstanceOf(IOException.class);
            assertThat(body.over()).isTrue();
        }
    }

    /** Fails its reader when it is closed, as the client's streams do. */
    private static final class Silent extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}

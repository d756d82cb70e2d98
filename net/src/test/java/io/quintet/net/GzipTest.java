package io.quintet.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.payload.GzipCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class GzipTest {
    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static Reply call(Rig rig, byte[] body, String... headers) {
        return rig.caller.call(
                new Outgoing("test.call", "POST", rig.address(), "/", List.of(headers), null, body, Rig.SECONDS_10));
    }

    private static Rig rig(String... settings) {
        return Rig.of(HttpProtocol.HTTP_1, head -> Talking.work(echo -> echo), settings);
    }

    @Test
    void a_response_is_compressed_from_a_size_for_those_who_ask() throws Exception {
        try (Rig rig = rig()) {
            byte[] large = "quintet ".repeat(1000).getBytes(UTF_8);
            Reply asked = call(rig, large, "Accept-Encoding", "br, gzip;q=0.5");
            assertThat(asked.header("content-encoding")).isEqualTo("gzip");
            assertThat(asked.header("vary")).isEqualTo("Accept-Encoding");
            assertThat(asked.body()).hasSizeLessThan(1000);
            assertThat(GzipCompressor.inflated(asked.body(), 10_000)).isEqualTo(large);
            assertThat(call(rig, large).header("content-encoding")).isNull();
            assertThat(call(rig, new byte[1023], "Accept-Encoding", "gzip").header("content-encoding"))
                    .isNull();
            assertThat(call(rig, new byte[1024], "Accept-Encoding", "gzip").header("content-encoding"))
                    .isEqualTo("gzip");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|true", "GZIP|true", "br , gzip ; q=1|true", "gzip;q=0.001|true", "gzip;q=0|false",
                "gzip; q=0.000|false", "x-gzip|false", "br|false", "*|false", "br;q=0,gzip|true"
            })
    void the_header_is_read_as_http_says(String header, boolean accepted) {
        assertThat(Gzip.accepts(header)).isEqualTo(accepted);
    }

    @Test
    void a_compressed_request_is_read_up_to_the_limit_of_bodies() throws Exception {
        try (Rig rig = rig("max-body", "4KiB")) {
            byte[] body = "quintet!".repeat(512).getBytes(UTF_8);
            assertThat(call(rig, gzip(body), "Content-Encoding", "gzip").body()).isEqualTo(body);
            Reply over = call(rig, gzip(new byte[4097]), "Content-Encoding", "gzip");
            assertThat(over.status()).isEqualTo(413);
        }
    }

    @Test
    void a_zip_bomb_is_413() throws Exception {
        try (Rig rig = rig("max-body", "256KiB")) {
            byte[] bomb = gzip(new byte[200 * 1024 * 1024]);
            assertThat(bomb).hasSizeLessThan(256 * 1024);
            assertThat(call(rig, bomb, "Content-Encoding", "gzip").status()).isEqualTo(413);
        }
    }

    @Test
    void what_is_not_gzip_is_400_and_other_encodings_are_415() throws Exception {
        try (Rig rig = rig()) {
            byte[] whole = gzip(new byte[100]);
            byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
            assertThat(call(rig, "garbage".getBytes(UTF_8), "Content-Encoding", "gzip")
                            .status())
                    .isEqualTo(400);
            assertThat(call(rig, half, "Content-Encoding", "gzip").status()).isEqualTo(400);
            Reply other = call(rig, whole, "Content-Encoding", "br");
            assertThat(other.status()).isEqualTo(415);
            assertThat(other.header("accept-encoding")).isEqualTo("gzip");
        }
    }

    @Test
    void off_it_leaves_bodies_as_they_are() throws Exception {
        try (Rig rig = rig("gzip", "false")) {
            byte[] zipped = gzip(new byte[5000]);
            Reply reply = call(rig, zipped, "Content-Encoding", "gzip", "Accept-Encoding", "gzip");
            assertThat(reply.body()).isEqualTo(zipped);
            assertThat(reply.header("content-encoding")).isNull();
        }
    }
}

package io.quintet.compressor.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.spi.Compressor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class ZstdCompressorTest {
    private final Compressor zstd = new ZstdCompressor();

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private void assertRefused(byte[] compressed, int most) {
        assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(() -> zstd.decompress(compressed, most))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT));
    }

    @Test
    void is_found_by_its_name() {
        assertThat(ServiceLoader.load(Compressor.class))
                .extracting(Compressor::name)
                .contains("gzip", "zstd");
    }

    @Test
    void what_is_decompressed_is_what_was_compressed() {
        for (byte[] payload : List.of(new byte[0], new byte[1], noise(5000), new byte[3_000_000])) {
            assertThat(zstd.decompress(zstd.compress(payload), payload.length)).isEqualTo(payload);
        }
        assertThat(zstd.compress(new byte[3_000_000]).length).isLessThan(1000);
    }

    @Test
    void a_bomb_is_refused_before_it_has_grown() {
        assertRefused(zstd.compress(new byte[100_000_000]), 99_999_999);
    }

    @Test
    void random_damage_is_refused_or_gives_a_payload_of_the_allowed_size() {
        byte[] compressed = zstd.compress("soup, bread and tea ".repeat(200).getBytes(StandardCharsets.US_ASCII));
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = Arrays.copyOf(
                    compressed, random.nextInt(10) == 0 ? random.nextInt(compressed.length) : compressed.length);
            for (int flips = random.nextInt(4); damaged.length > 0 && flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(zstd.decompress(damaged, 10_000).length).isLessThanOrEqualTo(10_000);
            } catch (QuintetException e) {
                assertThat(e.code()).isEqualTo(Code.INVALID_ARGUMENT);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5000);
    }

    @Test
    void what_is_no_zstd_is_refused() {
        assertRefused(new byte[0], 1000);
        assertRefused(noise(1000), 1000);
        assertRefused(Arrays.copyOf(zstd.compress(noise(1000)), 500), 1000);
    }
}

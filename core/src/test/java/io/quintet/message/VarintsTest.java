package io.quintet.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VarintsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "2097151, ffff7f",
        "2097152, 80808001",
        "268435455, ffffff7f",
        "268435456, 8080808001",
        "2147483647, ffffffff07",
        "-1, ffffffff0f"
    })
    void writes_seven_bits_a_byte_at_its_place_and_says_how_many_and_what_follows(int value, String bytes) {
        byte[] out = new byte[7];

        int next = Varints.put(out, 1, value);

        assertThat(HexFormat.of().formatHex(Arrays.copyOfRange(out, 1, next))).isEqualTo(bytes);
        assertThat(Varints.bytes(value)).isEqualTo(next - 1);
        assertThat(Arrays.copyOfRange(out, next, out.length)).containsOnly(0);
    }
}

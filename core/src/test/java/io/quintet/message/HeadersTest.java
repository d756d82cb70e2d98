package io.quintet.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadersTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Grüße aus Köln", "日本語", "🍕", "a\u0000b\n"})
    void reads_what_it_wrote(String value) {
        Headers headers = Headers.builder().set("id", value).set("ключ", "2").build();

        assertThat(Headers.decode(headers.encode())).isEqualTo(headers);
    }

    @Test
    void reads_values_around_every_length_of_the_varint() {
        for (int length : new int[] {126, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152}) {
            Headers headers = Headers.of("name", "x".repeat(length));

            assertThat(Headers.decode(headers.encode())).isEqualTo(headers);
        }
    }

    @Test
    void has_a_wire_form_that_does_not_change() {
        assertThat(Headers.builder().set("id", "ü").build().encode())
                .containsExactly(2, 'i', 'd', 2, (byte) 0xc3, (byte) 0xbc);
    }

    @Test
    void reads_a_part_of_an_array_and_nothing_beside_it() {
        byte[] encoded = Headers.of("name", "value").encode();
        byte[] more = new byte[encoded.length + 5];
        Arrays.fill(more, (byte) 1);
        System.arraycopy(encoded, 0, more, 2, encoded.length);

        assertThat(Headers.decode(more, 2, encoded.length)).isEqualTo(Headers.of("name", "value"));
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.decode(more, 2, encoded.length - 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Headers.decode(more, 2, more.length));
    }

    @Test
    void reads_more_headers_than_are_usual() {
        Headers.Builder many = Headers.builder();
        for (int i = 0; i < 100; i++) {
            many.set("name" + i, "value" + i);
        }
        Headers headers = many.build();

        assertThat(Headers.decode(headers.encode())).isEqualTo(headers);
    }

    @Test
    void an_empty_one_is_no_bytes() {
        assertThat(Headers.empty().encode()).isEmpty();
        assertThat(Headers.decode(new byte[0]).size()).isZero();
    }

    @Test
    void keeps_the_last_value_of_a_name_and_the_order_of_names() {
        Headers headers = Headers.builder()
                .set("b", "1")
                .set("a", "2")
                .set("b", "3")
                .build()
                .with("c", "4");
        List<String> seen = new ArrayList<>();
        headers.forEach((name, value) -> seen.add(name + "=" + value));

        assertThat(seen).containsExactly("b=3", "a=2", "c=4");
        assertThat(headers.get("d")).isNull();
    }

    @Test
    void changing_a_copy_leaves_the_original_alone() {
        Headers original = Headers.of("a", "1");

        assertThat(original.with("a", "2").get("a")).isEqualTo("2");
        assertThat(original.get("a")).isEqualTo("1");
        assertThat(original.toBuilder().setIfPresent("b", null).build()).isEqualTo(original);
    }

    @Test
    void refuses_bytes_that_were_cut_anywhere_but_between_headers() {
        byte[] whole = Headers.of("name", "value").encode();

        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIllegalArgumentException()
                    .as("cut to " + length)
                    .isThrownBy(() -> Headers.decode(cut))
                    .withMessageStartingWith("headers: ");
        }
    }

    @Test
    void refuses_lengths_that_run_past_the_end_or_never_end() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Headers.decode(new byte[] {100, 'x'}))
                .withMessage("headers: length 100 (expected: <= 1)");
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.decode(new byte[] {-1, -1, -1, -1, -1, -1}));
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.decode(new byte[] {-1, -1, -1, -1, 127}));
    }

    @Test
    void the_order_does_not_tell_headers_apart_but_names_and_values_do() {
        Headers one = Headers.of("a", "1").with("b", "2");
        Headers other = Headers.of("b", "2").with("a", "1");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one)
                .isNotEqualTo(Headers.of("a", "2").with("b", "1"))
                .isNotEqualTo(Headers.of("a", "1"))
                .isNotEqualTo(Headers.of("a", "1").with("c", "2"));
    }
}

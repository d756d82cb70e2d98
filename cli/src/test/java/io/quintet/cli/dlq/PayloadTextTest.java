package io.quintet.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PayloadTextTest {
    private static String text(String payload) {
        return PayloadText.of(payload.getBytes(StandardCharsets.UTF_8), false);
    }

    @Test
    void json_is_laid_out_and_its_values_stay_as_they_were_written() {
        assertThat(text("{\"a\" : [1.10,{ },[ ]],\"b\":\"x, {y}: \\\" \\\\\",\"c\":1e400,\"d\":null}"))
                .isEqualTo("""
                    {
                      "a": [
                        1.10,
                        {},
                        []
                      ],
                      "b": "x, {y}: \\" \\\\",
                      "c": 1e400,
                      "d": null
                    }\
                    """);
    }

    @Test
    void what_only_looks_like_json_is_shown_as_it_is() {
        assertThat(text("{\"a\": }")).isEqualTo("{\"a\": }");
        assertThat(text("{} {}")).isEqualTo("{} {}");
        assertThat(text("plain\ntext")).isEqualTo("plain\ntext");
        assertThat(text("17")).isEqualTo("17");
    }

    @Test
    void nothing_is_said_to_be_empty() {
        assertThat(text("")).isEqualTo("(empty)");
    }

    @Test
    void what_is_no_text_is_dumped() {
        assertThat(text("ab\u0000cdefghijklmnopqr")).isEqualTo("""
            00000000  61 62 00 63 64 65 66 67  68 69 6a 6b 6c 6d 6e 6f  ab.cdefghijklmno
            00000010  70 71 72                                          pqr
            """);
    }

    @Test
    void long_ones_are_cut_unless_wanted_in_full() {
        assertThat(text("x".repeat(5000))).endsWith("x…\n(1000 more characters; --full shows them)");
        byte[] binary = new byte[3000];
        assertThat(PayloadText.of(binary, false)).endsWith("(1976 more bytes; --full shows them)");
        assertThat(PayloadText.of(binary, true).lines()).hasSize(188);
        assertThat(PayloadText.of("x".repeat(5000).getBytes(StandardCharsets.UTF_8), true))
                .hasSize(5000);
    }

    @Test
    void a_deep_one_is_not_laid_out_wider_than_it_is_long() {
        String deep = "[".repeat(499) + "1,".repeat(300_000) + "1" + "]".repeat(499);
        assertThat(PayloadText.of(deep.getBytes(StandardCharsets.UTF_8), true).length())
                .isLessThan(100 * deep.length());
        assertThat(text(deep)).hasSizeLessThan(5000).contains("more characters; --full shows them)");
    }

    @Test
    void what_is_cut_off_of_json_is_counted_in_characters_of_the_payload_laid_out() {
        String wide = "[" + "1,".repeat(3000) + "1]";
        String all = PayloadText.of(wide.getBytes(StandardCharsets.UTF_8), true);
        assertThat(text(wide))
                .isEqualTo(all.substring(0, 4000) + "…\n(" + (all.length() - 4000)
                        + " more characters; --full shows them)");
    }

    @Test
    void lines_may_end_as_on_windows() {
        assertThat(text("plain\r\ntext\r\n")).isEqualTo("plain\ntext\n");
        assertThat(text("over\rwritten")).isEqualTo("over\uFFFDwritten");
    }
}

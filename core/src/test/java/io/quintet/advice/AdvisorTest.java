package io.quintet.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.InteractionStyle;
import io.quintet.spi.Guarantee;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AdvisorTest {
    private static final Advisor ADVISOR = new Advisor(Declared.ALL);

    private static List<Verdict> judge(InteractionStyle style, String... words) {
        return ADVISOR.judge(new Needs(style, Stream.of(words).map(Words::need).toList()));
    }

    private static Verdict verdict(String label, InteractionStyle style, String... words) {
        return judge(style, words).stream()
                .filter(verdict -> verdict.candidate().label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> fitting(InteractionStyle style, String... words) {
        return judge(style, words).stream()
                .filter(verdict -> verdict.fit() != Verdict.Fit.LACKS)
                .map(verdict -> verdict.candidate().label())
                .sorted()
                .toList();
    }

    static Stream<String> words() {
        return Stream.concat(Words.all().keySet().stream(), Stream.of("size=2MiB", "latency<2ms"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void every_need_makes_some_transport_fall_out_of_some_style(String word) {
        assertThat(InteractionStyle.values())
                .as("a style in which %s lets some fit and others not", word)
                .anySatisfy(style -> {
                    assertThat(fitting(style, word)).isNotEmpty();
                    assertThat(judge(style, word))
                            .filteredOn(verdict -> verdict.fit() == Verdict.Fit.LACKS)
                            .anySatisfy(verdict -> assertThat(
                                            verdict.lacks().stream().map(Lack::need))
                                    .contains(Words.need(word)));
                });
    }

    @ParameterizedTest
    @EnumSource
    void every_guarantee_has_a_word(Guarantee guarantee) {
        assertThat(Words.all()).containsValue(guarantee);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REQUEST_RESPONSE        |                  | heap, log on file, log on server, wire",
                "REQUEST_RESPONSE        | calls            | wire",
                "REQUEST_RESPONSE        | durable          | log on file, log on server",
                "ASYNC_REQUEST_RESPONSE  |                  | heap, log on file, log on server, wire",
                "NOTIFICATION            | order            | log on file, log on server",
                "NOTIFICATION            | size=1MiB        | heap, log on file, log on server, wire",
                "NOTIFICATION            | size=1048577     | heap, wire",
                "PUBLISH_SUBSCRIBE       |                  | heap, log on file, log on server",
                "PUBLISH_SUBSCRIBE       | durable no-broker| log on file",
                "PUBLISH_SUBSCRIBE       | cross-machine    | log on server",
                "PUBLISH_SUBSCRIBE       | browser          | heap, log on file, log on server",
                "PUBLISH_ASYNC_RESPONSES | browser          | ''",
                "PUBLISH_SUBSCRIBE       | latency<1ms      | heap, log on server",
                "PUBLISH_SUBSCRIBE       | latency<2ms      | heap, log on file, log on server",
            })
    void these_fit(InteractionStyle style, String words, String expected) {
        String[] needs = words == null ? new String[0] : words.split(" ", -1);
        assertThat(String.join(", ", fitting(style, needs))).isEqualTo(expected);
    }

    @Test
    void those_that_fit_without_caveats_come_first_and_what_only_decorates_another_is_not_advised() {
        assertThat(judge(InteractionStyle.PUBLISH_SUBSCRIBE))
                .extracting(verdict -> verdict.candidate().label() + " " + verdict.fit())
                .containsExactly("log on server FITS", "heap WITH_CAVEATS", "log on file WITH_CAVEATS", "wire LACKS");
    }

    @Test
    void a_verdict_names_what_is_lacking_and_expected_and_shows_both_figures() {
        assertThat(verdict("wire", InteractionStyle.PUBLISH_SUBSCRIBE, "order").text())
                .isEqualTo(
                        "lacks KEY_ORDER, EVERY_GROUP, REDELIVERY (expected: a transport that keeps order per key and"
                                + " gives each message to every subscriber group and delivers again what was not"
                                + " acknowledged)");
        assertThat(verdict("log on file", InteractionStyle.NOTIFICATION, "size=1536KiB", "latency<1ms")
                        .text())
                .isEqualTo("lacks size=1536KiB (has 1MiB), latency<1ms (has <2ms) (expected: a transport that carries"
                        + " payloads of 1536KiB and takes less than 1ms in the median)");
    }

    @Test
    void a_call_over_a_log_fits_with_a_warning_that_says_what_it_costs_and_who_is_made_for_it() {
        Verdict verdict = verdict("log on file", InteractionStyle.REQUEST_RESPONSE);
        assertThat(verdict.caveats().getFirst())
                .isEqualTo(new Caveat(
                        Caveat.Kind.EMULATED,
                        "a call becomes two messages, a request and a reply, each stored durably before it counts, and"
                            + " both stay in the log until its retention is over; each instance that calls has a reply"
                            + " channel of its own; together <4ms in the median (made for calls: wire)"));
    }

    @Test
    void a_call_over_what_is_no_log_and_not_durable_costs_less() {
        assertThat(verdict("heap", InteractionStyle.REQUEST_RESPONSE).text())
                .doesNotContain("log", "durably")
                .contains("two messages");
    }

    @Test
    void a_call_over_what_is_quick_with_requests_stores_just_those_with_a_key() {
        assertThat(verdict("log on server", InteractionStyle.REQUEST_RESPONSE).text())
                .doesNotContain("durably")
                .contains("of which just a request with a key is stored");
    }

    @Test
    void a_call_over_messages_takes_twice_the_time_of_a_message() {
        assertThat(fitting(InteractionStyle.REQUEST_RESPONSE, "latency<3ms")).doesNotContain("log on file");
        assertThat(fitting(InteractionStyle.REQUEST_RESPONSE, "latency<4ms")).contains("log on file");
    }

    @Test
    void a_latency_that_was_not_measured_is_a_caveat_and_no_reason_to_refuse() {
        assertThat(verdict("heap", InteractionStyle.NOTIFICATION, "latency<1ms").caveats())
                .contains(new Caveat(Caveat.Kind.NOT_MEASURED, "its latency was not measured"));
        assertThat(verdict("heap", InteractionStyle.NOTIFICATION).caveats())
                .noneMatch(caveat -> caveat.kind() == Caveat.Kind.NOT_MEASURED);
    }

    @Test
    void browsers_follow_events_over_another_transport_where_one_answers_them() {
        assertThat(verdict("log on server", InteractionStyle.PUBLISH_SUBSCRIBE, "browser")
                        .text())
                .startsWith("browsers follow over wire, by Quintet.expose");
        Advisor alone = new Advisor(List.of(Declared.LOG));
        Needs needs = new Needs(InteractionStyle.PUBLISH_SUBSCRIBE, List.of(Words.need("browser")));
        assertThat(alone.judge(needs)).allMatch(verdict -> verdict.fit() == Verdict.Fit.LACKS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wire          | NOTIFICATION           | the receiver must be up, for nothing is kept for it",
                "wire          | ASYNC_REQUEST_RESPONSE | the response does not outlive the caller's process",
                "heap          | PUBLISH_SUBSCRIBE      | a crash loses messages",
                "heap          | PUBLISH_SUBSCRIBE      | within one process",
                "log on file   | PUBLISH_SUBSCRIBE      | within one machine",
            })
    void what_nobody_asked_for_and_is_not_there_is_said(String label, InteractionStyle style, String text) {
        assertThat(verdict(label, style).text()).contains(text);
    }
}

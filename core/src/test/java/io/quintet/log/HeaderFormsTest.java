package io.quintet.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names there and back, also more of them than are remembered. */
class HeaderFormsTest {
    private final HeaderForms forms = new HeaderForms("ce_", Map.of("datacontenttype", "content-type"));

    private static Stream<String> many() {
        return IntStream.range(0, 1000).boxed().flatMap(i -> Stream.of("name" + i, "x-name-" + i, "ce_name" + i));
    }

    @Test
    void each_name_comes_back_the_first_time_and_again() {
        for (int time = 1; time <= 2; time++) {
            assertThat(many())
                    .allSatisfy(name -> assertThat(forms.name(forms.form(name))).isEqualTo(name));
        }
    }

    @Test
    void no_two_names_have_one_form() {
        assertThat(many().map(forms::form)).doesNotHaveDuplicates();
    }

    @Test
    void attributes_have_the_prefix_and_others_their_own_names() {
        assertThat(Stream.of("id", "x-own", "datacontenttype", "traceparent", "ce_id", "content-type")
                        .map(forms::form))
                .containsExactly("ce_id", "x-own", "content-type", "traceparent", "ce_ce_id", "ce_content-type");
    }
}

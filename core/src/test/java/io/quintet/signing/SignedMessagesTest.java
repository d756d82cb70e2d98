package io.quintet.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SignedMessagesTest {
    private static final Set<String> FREE =
            Set.of(HeaderNames.TRACEPARENT, HeaderNames.TRACESTATE, HeaderNames.REPLAY_FOR, HeaderNames.SIGNATURE);

    private final SignedMessages messages =
            new SignedMessages(Keyring.of(Keys.settings("key", "k", "keys.k.hmac-secret", Keys.secret(1))));

    private static Headers all() throws IllegalAccessException {
        Headers.Builder all = Headers.builder();
        for (Field field : HeaderNames.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !FREE.contains(field.get(null))) {
                all.set((String) field.get(null), "value");
            }
        }
        return all.build();
    }

    @Test
    void takes_what_it_has_signed() throws Exception {
        assertThat(messages.authentic(messages.sign(new Message(all(), "paid".getBytes(UTF_8)))))
                .isTrue();
    }

    @Test
    void every_header_of_the_table_is_signed_but_for_those_that_others_set() throws Exception {
        Message signed = messages.sign(new Message(all(), new byte[0]));
        List<String> names = new ArrayList<>();
        signed.headers().forEach((name, value) -> names.add(name));

        assertThat(names).hasSizeGreaterThan(15);
        for (String name : names) {
            assertThat(messages.authentic(new Message(signed.headers().with(name, "valu"), new byte[0])))
                    .as("%s changed", name)
                    .isFalse();
            assertThat(messages.authentic(new Message(signed.headers().without(name), new byte[0])))
                    .as("%s removed", name)
                    .isFalse();
        }
        for (String name : List.of(HeaderNames.TRACEPARENT, HeaderNames.TRACESTATE, HeaderNames.REPLAY_FOR)) {
            assertThat(messages.authentic(new Message(signed.headers().with(name, "new"), new byte[0])))
                    .as("%s added", name)
                    .isTrue();
        }
    }

    @Test
    void nothing_passes_from_one_header_into_another_or_into_the_payload() {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, "1")
                .set(HeaderNames.KEY, "ab")
                .build();
        Message signed = messages.sign(new Message(headers, "c".getBytes(UTF_8)));

        assertThat(messages.authentic(new Message(signed.headers().with(HeaderNames.KEY, "a"), "bc".getBytes(UTF_8))))
                .isFalse();
        assertThat(messages.authentic(new Message(signed.headers(), "C".getBytes(UTF_8))))
                .isFalse();
    }

    @Test
    void what_is_no_signature_at_all_is_refused() {
        Headers headers = Headers.of(HeaderNames.ID, "1");

        for (String text : List.of("", ";", "k", "k;", "k;%", ";AAAA", "k;AAAA")) {
            assertThat(messages.authentic(new Message(headers.with(HeaderNames.SIGNATURE, text), new byte[0])))
                    .as(text)
                    .isFalse();
        }
    }
}

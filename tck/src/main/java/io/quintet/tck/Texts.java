package io.quintet.tck;

import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Messages for scenarios. */
final class Texts {
    private Texts() {}

    /** A message whose payload is its id. */
    static Message message(String id, @Nullable String key) {
        return message(id, key, id.getBytes(StandardCharsets.UTF_8));
    }

    static Message message(String id, @Nullable String key, byte[] payload) {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, id)
                .setIfPresent(HeaderNames.KEY, key)
                .build();
        return new Message(headers, payload);
    }

    /** Messages of one key, whose ids are the prefix and a number from 0. */
    static List<Message> keyed(String prefix, String key, int count) {
        return IntStream.range(0, count).mapToObj(i -> message(prefix + i, key)).toList();
    }

    /** Messages without a key. */
    static List<Message> keyless(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> message(prefix + i, null))
                .toList();
    }

    static List<String> ids(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }
}

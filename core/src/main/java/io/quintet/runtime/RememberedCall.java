package io.quintet.runtime;

import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.RecordCodec;
import io.quintet.spi.ServiceDatabase;
import java.util.List;

/**
 * Server chain: handles an idempotency key once. The response is stored in the handler's own transaction; a call that comes again
 * gets it again. What the handler throws rolls back, and the key may be tried anew.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP Header Field</a>
 */
final class RememberedCall implements ServedCall {
    private static final int MOST_KEY_CHARS = 255;

    private final ServedCall next;
    private final String scope;
    private final RecordCodec<Object> responses;
    private final ServiceDatabase database;

    RememberedCall(ServedCall next, BoundOperation operation, ServiceDatabase database) {
        this.next = next;
        this.scope = operation.model().qualifiedName();
        RecordCodec<Object> codec = operation.responses();
        if (codec == null) {
            throw new IllegalArgumentException(scope + " has no response");
        }
        this.responses = codec;
        this.database = database;
    }

    @Override
    public Object handle(Call call) throws Exception {
        String key = call.headers().get(HeaderNames.IDEMPOTENCY_KEY);
        if (key == null || key.isEmpty() || key.length() > MOST_KEY_CHARS) {
            String found = key == null ? "absent" : key.length() + " characters";
            throw QuintetException.invalid(
                    "Idempotency-Key: " + found + " (expected: 1 to " + MOST_KEY_CHARS
                            + " characters, the same when the call is sent again)",
                    List.of());
        }
        return responses.decode(database.answer(scope, key, () -> {
            Object response = next.handle(call);
            if (response == null) {
                throw new IllegalStateException(scope + ": the handler returned null (expected: a response)");
            }
            return responses.encode(response);
        }));
    }
}

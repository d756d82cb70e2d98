package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Deadline;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallContextTest {
    private static final Headers RECEIVED = Headers.builder()
            .set(HeaderNames.TRACEPARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
            .set(HeaderNames.TRACESTATE, "vendor=1")
            .set(HeaderNames.BAGGAGE, "tenant=7")
            .set(HeaderNames.SUBJECT, "not to be passed on")
            .build();

    private final CallContext context = CallContext.of(Deadline.in(Duration.ofMinutes(1)), RECEIVED, null);

    @AfterEach
    void unbind() {
        CallContext.bind(null);
    }

    private static void assertPassedOn(Headers sent) {
        for (String name : new String[] {HeaderNames.TRACEPARENT, HeaderNames.TRACESTATE, HeaderNames.BAGGAGE}) {
            assertThat(sent.get(name)).as(name).isEqualTo(RECEIVED.get(name));
        }
        assertThat(sent.get(HeaderNames.SUBJECT)).isNull();
    }

    @Test
    void calls_of_a_handler_carry_its_trace_and_baggage() {
        assertPassedOn(
                CallHeaders.ofCalls(Fixtures.operation("find"), () -> "1", null).of(context));
        assertPassedOn(
                CallHeaders.ofMessages(() -> "1", null, Clock.systemUTC()).of(context));
    }

    @Test
    void messages_of_a_handler_carry_its_trace_and_baggage() {
        CallContext.bind(context);
        Message message = new Envelope("shop", Clock.systemUTC())
                .oneWay(
                        BoundOperation.of(Fixtures.operation("find"), new SerializedCodec()),
                        new Shop.Ask("1", 1),
                        "m1",
                        null);
        assertPassedOn(message.headers());
    }

    @Test
    void what_is_sent_outside_of_handlers_begins_a_trace_and_has_no_baggage() {
        Headers sent =
                CallHeaders.ofCalls(Fixtures.operation("find"), () -> "1", null).of(null);
        assertThat(sent.get(HeaderNames.TRACEPARENT)).isNotNull();
        assertThat(sent.size()).isEqualTo(1);
    }
}

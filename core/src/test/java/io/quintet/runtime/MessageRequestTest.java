package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.AsyncRequestResponse;
import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.Deadline;
import io.quintet.Key;
import io.quintet.Notification;
import io.quintet.QuintetException;
import io.quintet.RequestResponse;
import io.quintet.config.SettingsSource;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.payload.PayloadSettings;
import io.quintet.payload.Payloads;
import io.quintet.signing.Keyring;
import io.quintet.signing.SignedMessages;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.Receipt;
import io.quintet.spi.ServiceContext;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Request/response over a transport whose receipts and replies come when a test says so. */
@Timeout(30)
final class MessageRequestTest {
    private static final Guarantees STORED = Guarantees.of(1000, Guarantee.REDELIVERY);
    private static final Guarantees QUICK = Guarantees.of(1000, Guarantee.REDELIVERY, Guarantee.QUICK_REQUESTS);

    @Contract("till")
    public interface Till {
        record Ask(String id) implements Serializable {}

        record KeyedAsk(@Key String id) implements Serializable {}

        record Answer(String text) implements Serializable {}

        @RequestResponse
        Answer ask(Ask request);

        @RequestResponse
        Answer askInOrder(KeyedAsk request);

        @AsyncRequestResponse
        CompletionStage<Answer> order(Ask request);

        @Notification
        void remind(Ask request);
    }

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        scheduler.shutdownNow();
    }

    private static OperationModel operation(String name) {
        return ContractModel.of(Till.class).operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Channel channel(String operation, Guarantees guarantees) {
        return new Channels(8).of(operation(operation), new ScriptedTransport(guarantees, ""));
    }

    private MessageRequest requests(ScriptedTransport transport) {
        Clock clock = Clock.systemUTC();
        Messaging messaging = new Messaging(
                new ServiceContext("shop", "shop-1", new SettingsSource().settings(), clock, scheduler),
                new Channels(8),
                new SignedMessages(Keyring.NONE),
                null,
                new Payloads(PayloadSettings.OFF, Map.of(), null, clock),
                scheduler);
        return messaging.requests(transport, messaging.channels().of(operation("ask"), transport));
    }

    private static Call call() {
        return new Call(
                BoundOperation.of(operation("ask"), new SerializedCodec()),
                new Till.Ask("1"),
                Headers.of(HeaderNames.ID, "m1"),
                Deadline.in(Duration.ofSeconds(20)));
    }

    private static CompletableFuture<Object> invoked(MessageRequest requests) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Objects.requireNonNull(requests.invoke(call()));
                    } catch (io.quintet.DomainException e) {
                        throw new AssertionError(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }

    @Test
    void a_reply_ends_the_wait_though_no_receipt_has_come() throws Exception {
        ScriptedTransport transport = new ScriptedTransport(STORED, "");
        CompletableFuture<Object> answer = invoked(requests(transport));
        ScriptedTransport.Sent sent = transport.next();
        transport.deliver(new Message(
                Headers.of(HeaderNames.ID, "r1").with(HeaderNames.CORRELATION_ID, "m1"),
                new SerializedCodec().of(Till.Answer.class).encode(new Till.Answer("yes"))));
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(new Till.Answer("yes"));
        assertThat(sent.receipts()).isNotDone();
    }

    @Test
    void a_request_that_was_not_accepted_fails_at_once() throws Exception {
        ScriptedTransport transport = new ScriptedTransport(STORED, "");
        CompletableFuture<Object> answer = invoked(requests(transport));
        QuintetException failure = QuintetException.refused(Code.UNAVAILABLE, "nobody is there");
        transport.next().receipts().complete(List.of(new Receipt.Failed(failure)));
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS)).hasCause(failure);
    }

    @Test
    void of_two_attempts_with_one_id_the_second_still_waits_when_the_first_has_failed() throws Exception {
        ScriptedTransport transport = new ScriptedTransport(STORED, "");
        MessageRequest requests = requests(transport);
        CompletableFuture<Object> first = invoked(requests);
        ScriptedTransport.Sent sent = transport.next();
        CompletableFuture<Object> second = invoked(requests);
        ScriptedTransport.Sent unused = transport.next();
        QuintetException failure = QuintetException.refused(Code.UNAVAILABLE, "nobody is there");
        sent.receipts().complete(List.of(new Receipt.Failed(failure)));
        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).hasCause(failure);
        transport.deliver(new Message(
                Headers.of(HeaderNames.ID, "r1").with(HeaderNames.CORRELATION_ID, "m1"),
                new SerializedCodec().of(Till.Answer.class).encode(new Till.Answer("yes"))));
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(new Till.Answer("yes"));
    }

    @Test
    void a_transport_that_breaks_while_it_sends_ends_the_wait() throws Exception {
        ScriptedTransport transport = new ScriptedTransport(STORED, "");
        CompletableFuture<Object> answer = invoked(requests(transport));
        transport.next().receipts().completeExceptionally(new IllegalStateException("broken"));
        assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                .hasMessageContaining("channel till: sending failed")
                .hasMessageContaining("broken");
    }

    @Test
    void a_request_names_the_address_that_the_transport_has_for_its_reply() throws Exception {
        ScriptedTransport transport = new ScriptedTransport(STORED, "place-7");
        CompletableFuture<Object> unused = invoked(requests(transport));
        String name = transport.next().message().header(HeaderNames.REPLY_CHANNEL);
        assertThat(name).isEqualTo("_awaited.shop.shop-1.place-7:1");
        assertThat(Channels.parse(Objects.requireNonNull(name)))
                .isEqualTo(new Channel("_awaited.shop.shop-1.place-7", Channel.Kind.REPLIES, 1));
    }

    @Test
    void durable_replies_go_to_a_channel_that_keeps_them() {
        Channel durable = new Channels(8).durableReplies("shop");
        assertThat(durable.kind()).isEqualTo(Channel.Kind.POINT_TO_POINT);
        assertThat(Channels.parse(Channels.format(durable))).isEqualTo(durable);
    }

    @Test
    void just_a_request_without_a_key_that_somebody_waits_for_goes_apart() {
        assertThat(channel("ask", QUICK)).isEqualTo(new Channel("till.calls", Channel.Kind.CALLS, 1));
        for (String stored : List.of("askInOrder", "order", "remind")) {
            assertThat(channel(stored, QUICK))
                    .as(stored)
                    .isEqualTo(new Channel("till", Channel.Kind.POINT_TO_POINT, 8));
        }
    }

    @Test
    void over_other_transports_it_goes_with_all_messages() {
        assertThat(channel("ask", STORED)).isEqualTo(new Channel("till", Channel.Kind.POINT_TO_POINT, 8));
    }
}

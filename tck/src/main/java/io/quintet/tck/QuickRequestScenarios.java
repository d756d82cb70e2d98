package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.spi.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests that somebody waits for, and their replies, on the ways of their own that they go. */
@Needs(value = Guarantee.QUICK_REQUESTS, given = Circumstance.MESSAGES)
abstract class QuickRequestScenarios {
    private static final int REQUESTS = 20;

    private static Channel calls() {
        return new Channel(Lab.unique("tck.calls"), Channel.Kind.CALLS, 1);
    }

    private static Channel replies() {
        return new Channel(Channel.REPLIES + Lab.unique("tck"), Channel.Kind.REPLIES, 1);
    }

    /** A request whose reply goes to a subscription on {@code replies}. */
    private static Message request(String id, Channel replies, Subscription waiting) {
        String to = waiting.address().isEmpty() ? replies.name() : replies.name() + "." + waiting.address();
        Message plain = Texts.message(id, null);
        return new Message(
                plain.headers()
                        .with(HeaderNames.REPLY_CHANNEL, to)
                        .with(HeaderNames.EXPIRES, String.valueOf(System.currentTimeMillis() + 60_000)),
                plain.payload());
    }

    private static Receipt reply(Lab lab, MessageTransport serving, Message request) {
        Channel to = new Channel(String.valueOf(request.header(HeaderNames.REPLY_CHANNEL)), Channel.Kind.REPLIES, 1);
        Message plain = Texts.message("re-" + request.id(), null);
        Message reply = new Message(plain.headers().with(HeaderNames.CORRELATION_ID, request.id()), plain.payload());
        return lab.receipts(serving, to, List.of(reply)).getFirst();
    }

    @Test
    void each_request_goes_to_one_member_and_its_reply_to_whoever_asked(Lab lab) {
        Channel calls = calls();
        Channel replies = replies();
        Recorder requests = lab.holding();
        MessageTransport serving = lab.messages();
        lab.subscribe(serving, calls, "g", REQUESTS, requests);
        lab.subscribe(lab.messages(), calls, "g", REQUESTS, requests);
        MessageTransport asking = lab.messages();
        Recorder answers = lab.acking();
        Subscription waiting = lab.subscribe(asking, replies, "replies", REQUESTS, answers);
        List<CompletableFuture<List<Receipt>>> sent = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            sent.add(asking.send(calls, List.of(request("m" + i, replies, waiting))));
        }
        requests.await(REQUESTS);
        for (Recorder.Got got : requests.all()) {
            assertThat(reply(lab, serving, got.message())).isInstanceOf(Receipt.Accepted.class);
            got.delivery().ack();
        }
        answers.await(REQUESTS);
        assertThat(sent).allMatch(future -> lab.await("receipt", future).getFirst() instanceof Receipt.Accepted);
        assertThat(requests.ids()).hasSize(REQUESTS).doesNotHaveDuplicates();
        assertThat(answers.all().stream().map(got -> got.message().header(HeaderNames.CORRELATION_ID)))
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(0, i -> i + 1)
                        .limit(REQUESTS)
                        .map(i -> "m" + i)
                        .toList());
    }

    @Test
    @Needs(Guarantee.REDELIVERY)
    void what_a_closed_member_has_not_settled_goes_to_another(Lab lab) {
        Channel calls = calls();
        Channel replies = replies();
        Recorder first = lab.holding();
        Subscription leaving = lab.subscribe(lab.messages(), calls, "g", 10, first);
        MessageTransport asking = lab.messages();
        Subscription waiting = lab.subscribe(asking, replies, "replies", 10, lab.acking());
        var unused = asking.send(calls, List.of(request("a", replies, waiting)));
        first.await("a");
        leaving.close();
        Recorder second = lab.acking();
        lab.subscribe(lab.messages(), calls, "g", 10, second);
        assertThat(second.await("a").attempt()).isGreaterThan(1);
    }

    @Test
    void a_reply_to_one_that_has_gone_is_dropped(Lab lab) {
        Channel replies = replies();
        MessageTransport serving = lab.messages();
        MessageTransport gone = lab.messages();
        Subscription before = lab.subscribe(gone, replies, "replies", 10, lab.acking());
        Message late = request("late", replies, before);
        before.close();
        gone.close();
        assertThat(reply(lab, serving, late)).isInstanceOf(Receipt.Accepted.class);
        Recorder answers = lab.acking();
        Subscription now = lab.subscribe(lab.messages(), replies, "replies", 10, answers);
        assertThat(reply(lab, serving, request("in-time", replies, now))).isInstanceOf(Receipt.Accepted.class);
        answers.await("re-in-time");
        assertThat(answers.ids()).containsExactly("re-in-time");
    }

    @Test
    void a_request_that_nobody_answers_has_a_receipt_all_the_same(Lab lab) {
        Channel calls = calls();
        Channel replies = replies();
        MessageTransport asking = lab.messages();
        Subscription waiting = lab.subscribe(asking, replies, "replies", 10, lab.acking());
        Message patient = request("a", replies, waiting);
        Message hasty = new Message(
                patient.headers().with(HeaderNames.EXPIRES, String.valueOf(System.currentTimeMillis() + 200)),
                patient.payload());
        assertThat(lab.receipts(asking, calls, List.of(hasty))).hasSize(1);
    }
}

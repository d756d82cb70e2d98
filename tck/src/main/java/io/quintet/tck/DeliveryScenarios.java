package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A message arrives, and arrives as it was sent. */
@Needs(given = Circumstance.MESSAGES)
abstract class DeliveryScenarios {
    @Test
    void a_message_arrives_once_as_its_first_attempt(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(4);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", "k"), Texts.message("last", "k"));
        recorder.await("last");
        assertThat(recorder.ids()).containsExactly("a", "last");
        assertThat(recorder.of("a").getFirst().attempt()).isEqualTo(1);
    }

    @Test
    void a_message_reaches_another_instance(Lab lab) {
        Channel channel = lab.channel(2);
        Recorder recorder = lab.acking();
        lab.subscribe(lab.messages(), channel, "g", 10, recorder);
        lab.send(lab.messages(), channel, Texts.message("a", null));
        recorder.await("a");
    }

    @Test
    void a_message_waits_for_a_consumer_that_comes_later(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(4);
        lab.send(transport, channel, Texts.keyless("m", 20));
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        assertThat(recorder.await(20).ids()).containsExactlyInAnyOrderElementsOf(Texts.ids(Texts.keyless("m", 20)));
    }

    @Test
    void headers_arrive_as_they_were_sent_in_any_script(Lab lab) {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, "a")
                .set(HeaderNames.KEY, "Schlüssel 鍵 \uD83D\uDD11")
                .set(HeaderNames.SUBJECT, "Grüße, 你好, مرحبا, \uD83D\uDE00")
                .set(HeaderNames.CORRELATION_DATA, "two\nlines, a\ttab, \"quotes\", 100%, a=b;c,d\\e")
                .set(HeaderNames.ERROR_MESSAGE, " spaces around ")
                .build();
        assertThat(roundTrip(lab, new Message(headers, new byte[] {1})).headers())
                .isEqualTo(headers);
    }

    @Test
    void an_empty_header_value_arrives_as_an_empty_value(Lab lab) {
        Headers headers = Texts.message("a", null).headers().with(HeaderNames.SUBJECT, "");
        assertThat(roundTrip(lab, new Message(headers, new byte[] {1})).header(HeaderNames.SUBJECT))
                .isEmpty();
    }

    @Test
    void headers_of_64_KiB_arrive(Lab lab) {
        Headers.Builder headers = Texts.message("a", "k").headers().toBuilder();
        for (int i = 0; i < 64; i++) {
            headers.set("tck-" + i, String.valueOf((char) ('a' + i % 26)).repeat(1024 - 6));
        }
        Headers built = headers.build();
        assertThat(roundTrip(lab, new Message(built, new byte[] {1})).headers()).isEqualTo(built);
    }

    @Test
    void an_empty_payload_arrives(Lab lab) {
        assertThat(roundTrip(lab, Texts.message("a", "k", new byte[0])).payload())
                .isEmpty();
    }

    @Test
    void every_byte_arrives(Lab lab) {
        byte[] payload = new byte[512];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }
        assertThat(roundTrip(lab, Texts.message("a", null, payload)).payload()).isEqualTo(payload);
    }

    @Test
    void the_same_id_sent_twice_is_two_messages(Lab lab) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(1);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, Texts.message("a", "k"));
        lab.send(transport, channel, Texts.message("a", "k"), Texts.message("last", "k"));
        recorder.await("last");
        assertThat(recorder.ids())
                .as("to drop duplicates is the inbox's affair")
                .containsExactly("a", "a", "last");
    }

    @Test
    void an_expiry_travels_and_is_left_to_the_receiver(Lab lab) {
        Message sent = new Message(
                Texts.message("a", null).headers().with(HeaderNames.EXPIRES, "4102444800000"), new byte[] {1});
        assertThat(roundTrip(lab, sent).header(HeaderNames.EXPIRES)).isEqualTo("4102444800000");
    }

    private static Message roundTrip(Lab lab, Message message) {
        MessageTransport transport = lab.messages();
        Channel channel = lab.channel(2);
        Recorder recorder = lab.acking();
        lab.subscribe(transport, channel, "g", 10, recorder);
        lab.send(transport, channel, List.of(message));
        return recorder.await(message.id()).message();
    }
}

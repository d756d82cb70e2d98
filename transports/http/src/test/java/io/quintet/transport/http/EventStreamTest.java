package io.quintet.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Contract;
import io.quintet.Http;
import io.quintet.InvalidContractException;
import io.quintet.PublishSubscribe;
import io.quintet.RequestResponse;
import io.quintet.codec.json.JsonCodec;
import io.quintet.contract.ContractModel;
import io.quintet.message.HeaderNames;
import io.quintet.message.Headers;
import io.quintet.message.Message;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import io.quintet.spi.Codec;
import io.quintet.transport.http.EventReader.Received;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events reach clients that are no subscriber groups. */
@Timeout(30)
class EventStreamTest {
    @Contract("news")
    public interface News {
        @PublishSubscribe
        void told(Story event);

        record Story(String text) {}
    }

    private TestPeer peer;
    private Consumer<Message> sink;

    private void start(String... settings) {
        start(new JsonCodec(), settings);
    }

    private void start(Codec codec, String... settings) {
        peer = TestPeer.serving(Call::request, settings);
        sink = peer.transport.expose(news(codec));
    }

    private static List<BoundOperation> news(Codec codec) {
        return ContractModel.of(News.class).operations().stream()
                .map(model -> BoundOperation.of(model, codec))
                .toList();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private void publish(String id, String text) {
        publish(id, text, Instant.now(), new JsonCodec());
    }

    private void publish(String id, String text, Instant at, Codec codec) {
        Headers headers = Headers.builder()
                .set(HeaderNames.ID, id)
                .set(HeaderNames.TYPE, "news.told")
                .set(HeaderNames.TIME, at.toString())
                .build();
        sink.accept(new Message(headers, codec.encode(new News.Story(text))));
    }

    private EventReader follow(String... headers) throws Exception {
        return EventReader.open(peer, HttpClient.Version.HTTP_1_1, "/news/told", headers);
    }

    private static Received story(String id, String text) {
        return new Received(id, "told", "{\"text\":\"" + text + "\"}");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void every_published_message_is_an_event(HttpClient.Version version) throws Exception {
        start("events.retry", "1500ms");
        try (EventReader reader = EventReader.open(peer, version, "/news/told")) {
            assertThat(reader.response.headers().firstValue("content-type")).contains("text/event-stream");
            assertThat(reader.response.headers().firstValue("cache-control")).contains("no-store");
            assertThat(reader.retry).isEqualTo("1500");
            publish("m1", "one");
            publish("m2", "zw\u00f6lf");
            assertThat(reader.next()).isEqualTo(story("m1", "one"));
            assertThat(reader.next()).isEqualTo(story("m2", "zw\u00f6lf"));
        }
    }

    @Test
    void data_is_json_whatever_the_message_is_in() throws Exception {
        start(new ReversedCodec());
        try (EventReader reader = follow()) {
            publish("m1", "line\\nbreak", Instant.now(), new ReversedCodec());
            sink.accept(new Message(
                    Headers.builder()
                            .set(HeaderNames.ID, "bad")
                            .set(HeaderNames.TYPE, "news.told")
                            .build(),
                    "garbage".getBytes(UTF_8)));
            publish("m2", "two", Instant.now(), new ReversedCodec());
            assertThat(reader.next()).isEqualTo(story("m1", "line\\\\nbreak"));
            assertThat(reader.next()).isEqualTo(story("m2", "two"));
        }
    }

    @Test
    void a_silent_stream_has_heartbeats() throws Exception {
        start("events.heartbeat", "20ms");
        try (EventReader reader = follow()) {
            for (int i = 0; i < 3; i++) {
                reader.readUntilBlank();
            }
            assertThat(reader.comments).isEqualTo(3);
        }
    }

    @Test
    void who_comes_back_gets_what_it_missed() throws Exception {
        start();
        publish("m1", "one");
        publish("m2", "two");
        publish("m3", "three");
        try (EventReader reader = follow("Last-Event-ID", "m1")) {
            assertThat(reader.next()).isEqualTo(story("m2", "two"));
            assertThat(reader.next()).isEqualTo(story("m3", "three"));
            publish("m4", "four");
            assertThat(reader.next()).isEqualTo(story("m4", "four"));
        }
        try (EventReader reader = follow("Last-Event-ID", "of-old")) {
            assertThat(reader.next()).isEqualTo(story("m1", "one"));
        }
    }

    @Test
    void just_the_last_events_are_kept() throws Exception {
        String text = "x".repeat(100);
        start("events.kept", "300");
        for (int i = 1; i <= 5; i++) {
            publish("m" + i, text);
        }
        try (EventReader reader = follow("Last-Event-ID", "m1")) {
            assertThat(reader.next()).isEqualTo(story("m4", text));
        }
    }

    @Test
    void the_past_is_for_those_who_come_back() throws Exception {
        start();
        Instant past = Instant.now().minus(Duration.ofHours(1));
        try (EventReader first = follow();
                EventReader back = follow("Last-Event-ID", "m0")) {
            publish("m1", "old", past, new JsonCodec());
            publish("m2", "new");
            assertThat(first.next()).isEqualTo(story("m2", "new"));
            assertThat(back.next()).isEqualTo(story("m1", "old"));
        }
    }

    @Test
    void a_client_that_takes_nothing_is_disconnected_and_others_are_served() throws Exception {
        start("events.queue", "64KiB");
        String text = "x".repeat(60_000);
        try (Socket slow = peer.socket()) {
            slow.getOutputStream()
                    .write("GET /news/told HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n".getBytes(UTF_8));
            InputStream in = slow.getInputStream();
            StringBuilder head = new StringBuilder();
            while (!head.toString().contains("retry: 3000")) {
                head.append((char) in.read());
            }
            int published = 500; // 30 MB, more than all buffers between the two
            for (int i = 0; i < published; i++) {
                publish("m" + i, text);
            }
            assertThat(readToTheEnd(in)).isLessThan(published * 60_000L);
        }
        try (EventReader other = follow()) {
            publish("last", "still here");
            assertThat(other.next()).isEqualTo(story("last", "still here"));
        }
    }

    private static long readToTheEnd(InputStream in) {
        long read = 0;
        try {
            byte[] piece = new byte[8192];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                read += n;
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset"); // and not a timeout
        }
        return read;
    }

    @Test
    void more_clients_than_allowed_are_told_to_come_later() throws Exception {
        start("events.max-clients", "1");
        try (EventReader one = follow();
                EventReader two = follow()) {
            assertThat(one.response.statusCode()).isEqualTo(200);
            assertThat(two.response.statusCode()).isEqualTo(503);
            assertThat(two.response.headers().firstValue("retry-after")).contains("4");
            assertThat(two.response.headers().firstValue("content-type")).contains("application/problem+json");
        }
    }

    @Test
    void a_drain_ends_streams_after_what_was_published() throws Exception {
        start();
        try (EventReader reader = follow()) {
            publish("m1", "one");
            peer.transport.drain(Duration.ofSeconds(10));
            assertThat(reader.next()).isEqualTo(story("m1", "one"));
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void scripts_of_allowed_origins_may_follow() throws Exception {
        start("cors.origins", "https://shop.example");
        try (EventReader reader = follow("Origin", "https://shop.example")) {
            assertThat(reader.response.headers().firstValue("access-control-allow-origin"))
                    .contains("https://shop.example");
        }
        try (EventReader reader = follow("Origin", "https://evil.example")) {
            assertThat(reader.response.headers().firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    @Test
    void other_methods_and_media_types_are_refused() throws Exception {
        start();
        assertThat(peer.send("POST", "/news/told", "{}").statusCode()).isEqualTo(405);
        HttpResponse<String> wrong = peer.send("GET", "/news/told", null, "Accept", "application/json");
        assertThat(wrong.statusCode()).isEqualTo(406);
        assertThat(wrong.body()).contains("expected: text/event-stream");
        HttpResponse<String> head = peer.send("HEAD", "/news/told", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).contains("text/event-stream");
    }

    @Contract("rumours")
    public interface Rumours {
        @RequestResponse
        @Http(path = "/news/told")
        News.Story tell(News.Story command);
    }

    @Test
    void a_stream_and_a_route_cannot_share_a_path() {
        start();
        assertThatThrownBy(() -> peer.transport.serve(
                        List.of(BoundOperation.of(
                                ContractModel.of(Rumours.class).operations().getFirst(), new JsonCodec())),
                        Call::request))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("path /news/told is the transport's own");
        assertThatThrownBy(() -> peer.transport.expose(news(new JsonCodec())))
                .isInstanceOf(InvalidContractException.class)
                .hasMessageContaining("/news/told streams events already");
    }
}

package io.quintet.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.QuintetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class StreamingTest {
    private static final int PIECE = 16 * 1024;
    private static final long ALL = 64L * 1024 * 1024;

    private static void echo(BodyReader in, ResponseWriter out) {
        out.head(200, List.of("content-type", "text/plain"));
        for (byte[] piece = in.take(); piece != null; piece = in.take()) {
            out.write(piece);
        }
        out.end(List.of("x-end", "well"));
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void pieces_go_back_and_forth_while_both_sides_are_open(HttpProtocol protocol) {
        try (Rig rig = Rig.of(protocol, head -> Talking.of(StreamingTest::echo));
                HttpStream stream = rig.caller.open(rig.stream(Rig.SECONDS_10))) {
            for (int i = 0; i < 100; i++) {
                stream.write(("piece " + i).getBytes(UTF_8));
                assertThat(text(stream.take())).isEqualTo("piece " + i);
            }
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(stream.head().header("Content-Type")).isEqualTo("text/plain");
            stream.end();
            assertThat(stream.take()).isNull();
            assertThat(stream.trailers()).contains("x-end", "well");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_reply_of_whole_bytes_has_headers_and_trailers(HttpProtocol protocol) {
        try (Rig rig = Rig.of(
                protocol,
                head -> Talking.work(
                        echo -> echo.with("x-twice", "1", "x-twice", "2").withTrailers("grpc-status", "0")))) {
            Reply reply = rig.caller.call(rig.post("/x", "hello".getBytes(UTF_8)));
            assertThat(text(reply.body())).isEqualTo("hello");
            assertThat(reply.headers()).containsSequence("x-twice", "1", "x-twice", "2");
            if (protocol == HttpProtocol.HTTP_2) { // over HTTP/1.1 a body whose length is known has no trailers
                assertThat(reply.trailer("GRPC-Status")).isEqualTo("0");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_head_without_a_body_is_seen_before_the_end(HttpProtocol protocol) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (Rig rig = Rig.of(
                        protocol,
                        head -> Talking.of((in, out) -> {
                            out.head(202, List.of());
                            seen.await();
                            out.end(List.of());
                        }));
                HttpStream stream = rig.caller.open(rig.get("/"))) {
            assertThat(stream.head().status()).isEqualTo(202);
            seen.countDown();
            assertThat(stream.take()).isNull();
            assertThat(stream.trailers()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_reader_that_lags_holds_the_writer_of_a_response_back(HttpProtocol protocol) throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch finished = new CountDownLatch(1);
        try (Rig rig = Rig.of(
                        protocol,
                        head -> Talking.of((in, out) -> {
                            out.head(200, List.of());
                            writeAll(out::write, written);
                            out.end(List.of());
                            finished.countDown();
                        }));
                HttpStream stream = rig.caller.open(rig.get("/"))) {
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(finished.await(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(written.get()).isLessThan(mostUnderWay(protocol));
            assertThat(readAll(stream)).isEqualTo(ALL);
            assertThat(finished.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_reader_that_lags_holds_the_writer_of_a_request_back(HttpProtocol protocol) throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch gate = new CountDownLatch(1);
        try (Rig rig = Rig.of(
                        protocol,
                        head -> Talking.of((in, out) -> {
                            gate.await();
                            long read = readAll(in);
                            out.head(200, List.of("x-read", String.valueOf(read)));
                            out.end(List.of());
                        }));
                HttpStream stream = rig.caller.open(rig.stream(Rig.SECONDS_10))) {
            CountDownLatch finished = new CountDownLatch(1);
            Thread writer = Thread.ofVirtual().start(() -> {
                writeAll(stream::write, written);
                stream.end();
                finished.countDown();
            });
            assertThat(finished.await(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(written.get()).isLessThan(mostUnderWay(protocol));
            gate.countDown();
            assertThat(stream.head().header("x-read")).isEqualTo(String.valueOf(ALL));
            writer.join();
        }
    }

    // HTTP/2: windows and pipes; HTTP/1.1: what the sockets of the machine take as well
    private static long mostUnderWay(HttpProtocol protocol) {
        return protocol == HttpProtocol.HTTP_2 ? 512 * 1024 : ALL / 2;
    }

    private static void writeAll(java.util.function.Consumer<byte[]> to, AtomicLong written) {
        byte[] piece = new byte[PIECE];
        while (written.get() < ALL) {
            to.accept(piece);
            written.addAndGet(PIECE);
        }
    }

    private static long readAll(BodyReader from) {
        long read = 0;
        for (byte[] piece = from.take(); piece != null; piece = from.take()) {
            read += piece.length;
        }
        return read;
    }

    @ParameterizedTest
    @EnumSource
    void a_peer_that_breaks_off_interrupts_the_thread_and_fails_what_blocks(HttpProtocol protocol) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        List<Object> outcome = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        try (Rig rig = Rig.of(
                        protocol,
                        head -> Talking.of((in, out) -> {
                            out.head(200, List.of());
                            begun.countDown();
                            try {
                                in.take();
                            } catch (QuintetException e) {
                                outcome.add(e.code());
                            }
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                outcome.add("interrupted");
                            }
                            try {
                                out.write(new byte[1]);
                            } catch (QuintetException e) {
                                outcome.add(e.code());
                            }
                            over.countDown();
                        }));
                HttpStream stream = rig.caller.open(rig.stream(Rig.SECONDS_10))) {
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.head().status()).isEqualTo(200);
            stream.close();
            assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
            Code expected = protocol == HttpProtocol.HTTP_2 ? Code.CANCELLED : Code.UNAVAILABLE;
            assertThat(outcome).containsExactly(expected, "interrupted", expected);
            assertThatThrownBy(stream::take)
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_writer_that_is_held_back_wakes_when_the_peer_goes_away(HttpProtocol protocol) throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch over = new CountDownLatch(1);
        List<Code> codes = new ArrayList<>();
        try (Rig rig = Rig.of(
                protocol,
                head -> Talking.of((in, out) -> {
                    out.head(200, List.of());
                    try {
                        writeAll(out::write, written);
                    } catch (QuintetException e) {
                        codes.add(e.code());
                    }
                    over.countDown();
                }))) {
            HttpStream stream = rig.caller.open(rig.get("/"));
            assertThat(stream.head().status()).isEqualTo(200);
            assertThat(over.await(200, TimeUnit.MILLISECONDS)).isFalse();
            rig.caller.close();
            assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(codes).singleElement().isIn(Code.UNAVAILABLE, Code.CANCELLED);
            assertThatThrownBy(() -> readAll(stream)).isInstanceOf(QuintetException.class);
        }
    }

    @Test
    void a_reset_by_the_service_has_its_code_at_the_caller() {
        try (Rig rig = Rig.of(
                HttpProtocol.HTTP_2,
                head -> Talking.of((in, out) -> {
                    if (head.target().startsWith("/late")) {
                        out.head(200, List.of());
                        out.write("x".getBytes(UTF_8));
                    }
                    out.reset(
                            Long.parseLong(head.target().substring(head.target().indexOf('?') + 1)));
                }))) {
            for (String when : List.of("/late?", "/early?")) {
                assertThat(failure(rig, when + 8).code()).isEqualTo(Code.CANCELLED);
                assertThat(failure(rig, when + 11).code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
                assertThat(failure(rig, when + 2).code()).isEqualTo(Code.UNAVAILABLE);
                assertThat(failure(rig, when + 2).getMessage()).contains("INTERNAL_ERROR");
                assertThat(failure(rig, when + 2).retrySafe()).isFalse();
                assertThat(failure(rig, when + 7).retrySafe()).isTrue();
            }
        }
    }

    private static QuintetException failure(Rig rig, String target) {
        try (HttpStream stream = rig.caller.open(rig.get(target))) {
            readAll(stream);
            throw new AssertionError("ended well");
        } catch (QuintetException e) {
            return e;
        }
    }

    @ParameterizedTest
    @EnumSource
    void when_time_is_up_the_service_is_stopped_and_the_peer_is_told(HttpProtocol protocol) throws Exception {
        List<Object> outcome = new ArrayList<>();
        CountDownLatch over = new CountDownLatch(2);
        Reply expired = Reply.of(504, "text/plain", "late".getBytes(UTF_8)).withTrailers("x-status", "4");
        try (Rig rig = Rig.of(
                protocol,
                head -> Talking.within(50_000_000L, expired, (in, out) -> {
                    if (head.target().equals("/begun")) {
                        out.head(200, List.of());
                    }
                    try {
                        in.take();
                    } catch (QuintetException e) {
                        outcome.add(e.code());
                    }
                    over.countDown();
                }))) {
            HttpStream silent = rig.caller.open(rig.request("POST", "/silent", null, Rig.SECONDS_10));
            assertThat(silent.head().status()).isEqualTo(504);
            assertThat(text(silent.take())).isEqualTo("late");
            HttpStream begun = rig.caller.open(rig.request("POST", "/begun", null, Rig.SECONDS_10));
            assertThat(begun.head().status()).isEqualTo(200);
            assertThat(begun.trailers()).contains("x-status", "4");
            assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(outcome).containsExactly(Code.DEADLINE_EXCEEDED, Code.DEADLINE_EXCEEDED);
            assertThatThrownBy(() -> {
                        while (true) {
                            begun.write(new byte[PIECE]);
                        }
                    })
                    .isInstanceOf(QuintetException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_caller_whose_time_is_up_gets_deadline_exceeded_and_cancels(HttpProtocol protocol) throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Rig rig = Rig.of(
                        protocol,
                        head -> Talking.of((in, out) -> {
                            out.head(200, List.of());
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                        }));
                HttpStream stream = rig.caller.open(rig.stream(1_000_000_000L))) {
            assertThatThrownBy(stream::take)
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_service_that_fails_is_500_before_its_head_and_a_broken_stream_after(HttpProtocol protocol) {
        try (Rig rig = Rig.of(
                protocol,
                head -> Talking.of((in, out) -> {
                    if (head.target().equals("/late")) {
                        out.head(200, List.of());
                        out.write("x".getBytes(UTF_8));
                    }
                    throw new IllegalStateException("on purpose");
                }))) {
            assertThat(rig.caller.call(rig.get("/early")).status()).isEqualTo(500);
            assertThat(failure(rig, "/late").code()).isEqualTo(Code.UNAVAILABLE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_response_that_ends_first_stops_the_writer_of_the_request(HttpProtocol protocol) {
        try (Rig rig = Rig.of(
                        protocol,
                        head -> Talking.of((in, out) -> {
                            out.head(413, List.of());
                            out.end(List.of());
                        }));
                HttpStream stream = rig.caller.open(rig.stream(Rig.SECONDS_10))) {
            assertThat(stream.head().status()).isEqualTo(413);
            assertThat(stream.take()).isNull();
            assertThatThrownBy(() -> writeAll(stream::write, new AtomicLong()))
                    .isInstanceOfSatisfying(
                            QuintetException.class, e -> assertThat(e.code()).isIn(Code.CANCELLED, Code.UNAVAILABLE));
            assertThat(rig.caller.call(rig.get("/again")).status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_peer_that_takes_nothing_for_too_long_is_given_up(HttpProtocol protocol) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        List<QuintetException> failures = new ArrayList<>();
        try (Rig rig = Rig.of(
                        protocol,
                        head -> Talking.of((in, out) -> {
                            out.head(200, List.of());
                            try {
                                writeAll(out::write, new AtomicLong());
                            } catch (QuintetException e) {
                                failures.add(e);
                                throw e;
                            } finally {
                                over.countDown();
                            }
                        }),
                        "stall-timeout",
                        "200ms");
                HttpStream stream = rig.caller.open(rig.get("/"))) {
            assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).singleElement().satisfies(e -> {
                assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
                assertThat(e).hasMessageContaining("stall-timeout");
            });
            assertThatThrownBy(() -> readAll(stream)).isInstanceOf(QuintetException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_interrupt_ends_the_wait_and_stays_set(HttpProtocol protocol) throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        try (Rig rig = Rig.of(
                        protocol,
                        head -> Talking.of((in, out) -> {
                            out.head(200, List.of());
                            hold.await();
                        }));
                HttpStream stream = rig.caller.open(rig.stream(Rig.SECONDS_10))) {
            FutureTask<Boolean> reading = new FutureTask<>(() -> {
                try {
                    stream.take();
                    return false;
                } catch (QuintetException e) {
                    return e.code() == Code.CANCELLED && Thread.currentThread().isInterrupted();
                }
            });
            Thread reader = Thread.ofVirtual().start(reading);
            reader.interrupt();
            assertThat(get(reading)).isTrue();
            hold.countDown();
        }
    }

    private static boolean get(FutureTask<Boolean> task) throws InterruptedException, ExecutionException {
        try {
            return task.get(5, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}

package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BundleTest {
    private static final int HEAD = 3 + 8 * 2;

    private static Copy copy(Message message, int attempt) {
        Copy copy =
                new Copy(new Sent(message, message.headers().encode(), 1, told -> {}), new GroupRoute("c", "g", false));
        for (int i = 1; i < attempt; i++) {
            copy.comesBack();
        }
        return copy;
    }

    private static Message message(int payload) {
        byte[] bytes = new byte[payload];
        new Random(payload).nextBytes(bytes);
        return new Message(
                Town.message("m" + payload, payload % 2 == 0 ? null : "key").headers(), bytes);
    }

    private static List<byte[]> written(List<Copy> copies) {
        List<byte[]> frames = new ArrayList<>();
        Bundle.write(5, 10, copies, frames::add);
        return frames;
    }

    private static Bundle read(byte[] frame) {
        return Bundle.read(ByteBuffer.wrap(frame, HEAD, frame.length - HEAD));
    }

    @Test
    void reads_what_it_wrote_around_every_length_of_a_number() {
        List<Integer> sizes = List.of(0, 1, 127, 128, 16_383, 16_384, 200);
        List<byte[]> frames = written(sizes.stream()
                .map(size -> copy(message(size), size == 200 ? 200 : 1))
                .toList());

        assertThat(frames).hasSize(1);
        assertThat(frames.getFirst()).startsWith(Parcel.head(Verb.SEND, 5, 10));
        Bundle bundle = read(frames.getFirst());
        for (int size : sizes) {
            assertThat(bundle.next()).isTrue();
            Message expected = message(size);
            assertThat(bundle.cost()).isEqualTo(Cost.of(expected.headers().encode().length, size));
            Message read = bundle.message();
            assertThat(read.headers()).isEqualTo(expected.headers());
            assertThat(read.payload()).isEqualTo(expected.payload());
            assertThat(bundle.attempt()).isEqualTo(size == 200 ? 200 : 1);
        }
        assertThat(bundle.next()).isFalse();
    }

    @Test
    void many_bytes_go_in_several_frames_each_with_the_sequence_of_its_first() {
        List<byte[]> frames = written(
                IntStream.range(0, 100).mapToObj(i -> copy(message(2000), 1)).toList());

        assertThat(frames).hasSizeBetween(2, 5).allMatch(frame -> frame.length <= 64 * 1024);
        long sequence = 10;
        for (byte[] frame : frames) {
            assertThat(frame).startsWith(Parcel.head(Verb.SEND, 5, sequence));
            for (Bundle bundle = read(frame); bundle.next(); sequence++) {
                assertThat(bundle.message().payload()).hasSize(2000);
            }
        }
        assertThat(sequence).isEqualTo(110);
    }

    @Test
    void one_that_is_larger_than_a_frame_should_be_goes_alone() {
        List<byte[]> frames = written(List.of(copy(message(10), 1), copy(message(1_000_000), 1), copy(message(20), 1)));

        assertThat(frames).hasSize(3);
    }
}

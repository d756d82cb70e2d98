package io.quintet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Contract;
import io.quintet.DomainException;
import io.quintet.Quintet;
import io.quintet.RequestResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams between two services, the same over every technology that carries them. */
@Timeout(60)
@ParameterizedClass(name = "over {0}")
@EnumSource(names = {"MEMORY", "SQL_AND_GRPC"})
class StreamsTest {
    // The contract.
    @Contract("tracking")
    public interface Tracking {
        @RequestResponse(timeout = "2m")
        Stream<Position> follow(Follow request) throws CourierUnknown;

        @RequestResponse(timeout = "2m")
        Travelled report(Stream<Position> positions);

        @RequestResponse(timeout = "2m")
        Stream<Advice> guide(Stream<Position> positions);
    }

    public record Follow(String courier) {}

    public record Position(int metres) {}

    public record Travelled(int metres) {}

    public record Advice(String text) {}

    public static final class CourierUnknown extends DomainException {
        private static final long serialVersionUID = 1L;

        public record Detail(String courier) {}

        public CourierUnknown(Detail detail) {
            super(Code.NOT_FOUND, "no courier " + detail.courier(), detail);
        }
    }

    // The service.
    public static final class Tracker {
        private final CountDownLatch left = new CountDownLatch(1);

        public Stream<Position> follow(Follow request) throws CourierUnknown {
            if (request.courier().equals("nobody")) {
                throw new CourierUnknown(new CourierUnknown.Detail("nobody"));
            }
            return IntStream.iterate(0, metres -> metres + 10)
                    .mapToObj(Position::new)
                    .onClose(left::countDown);
        }

        public Travelled report(Stream<Position> positions) {
            return new Travelled(positions.mapToInt(Position::metres).sum());
        }

        public Stream<Advice> guide(Stream<Position> positions) {
            return positions.map(position -> new Advice("go on from " + position.metres()));
        }
    }

    @Parameter
    Technology technology;

    @TempDir
    Path directory;

    private final List<Quintet> started = new ArrayList<>();
    private final Tracker tracker = new Tracker();
    private Tracking tracking;

    @BeforeEach
    void start() {
        start("tracking-service").serve(Tracking.class, tracker);
        tracking = start("order-service").client(Tracking.class);
    }

    private Quintet start(String service) {
        Quintet quintet =
                technology.configure(Quintet.builder().name(service), directory).build();
        started.add(quintet);
        return quintet;
    }

    @AfterEach
    void stop() {
        started.reversed().forEach(Quintet::close);
    }

    @Test
    void responses_are_made_as_they_are_taken_until_the_caller_has_enough() throws Exception {
        List<Position> seen = new ArrayList<>();
        try (Stream<Position> positions = tracking.follow(new Follow("anna"))) {
            positions.takeWhile(position -> position.metres() < 30).forEach(seen::add);
        }
        assertThat(seen).containsExactly(new Position(0), new Position(10), new Position(20));
        assertThat(tracker.left.await(10, TimeUnit.SECONDS))
                .as("the service is told")
                .isTrue();
    }

    @Test
    void requests_are_made_as_they_are_taken() {
        Travelled travelled = tracking.report(IntStream.rangeClosed(1, 1000).mapToObj(Position::new));
        assertThat(travelled).isEqualTo(new Travelled(500_500));
    }

    @Test
    void both_sides_talk_at_the_same_time() {
        BlockingQueue<Position> walked = new LinkedBlockingQueue<>(List.of(new Position(1)));
        Stream<Position> positions = Stream.generate(() -> taken(walked)).takeWhile(position -> position.metres() > 0);
        try (Stream<Advice> advice = tracking.guide(positions)) {
            Iterator<Advice> each = advice.iterator();
            for (int i = 1; i < 5; i++) {
                assertThat(each.next()).isEqualTo(new Advice("go on from " + i));
                walked.add(new Position(i + 1));
            }
            assertThat(each.next()).isEqualTo(new Advice("go on from 5"));
            walked.add(new Position(0));
            assertThat(each.hasNext()).isFalse();
        }
    }

    private static Position taken(BlockingQueue<Position> walked) {
        try {
            return walked.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_contracts_own_exception_arrives_typed() {
        assertThatExceptionOfType(CourierUnknown.class)
                .isThrownBy(() -> tracking.follow(new Follow("nobody")).toList())
                .satisfies(e -> assertThat(e.detail()).isEqualTo(new CourierUnknown.Detail("nobody")));
    }

    @Test
    void a_stream_of_requests_that_fails_fails_the_call_with_its_own_exception() {
        IllegalStateException lost = new IllegalStateException("no signal");
        Stream<Position> positions = Stream.of(1, 2, 3).map(metres -> {
            if (metres == 3) {
                throw lost;
            }
            return new Position(metres);
        });
        assertThatThrownBy(() -> tracking.report(positions)).isSameAs(lost);
        Stream<Position> others = Stream.of(1).map(metres -> {
            throw lost;
        });
        try (Stream<Advice> advice = tracking.guide(others)) {
            assertThatThrownBy(advice::toList).isSameAs(lost);
        }
    }
}

package io.quintet.tck;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.Deadline;
import io.quintet.DomainException;
import io.quintet.QuintetException;
import io.quintet.message.Headers;
import io.quintet.spi.Call;
import io.quintet.spi.CallFailure;
import io.quintet.spi.CallHandler;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Failure;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Streams;
import io.quintet.tck.contract.TckBelt;
import io.quintet.tck.contract.TckBelt.Broken;
import io.quintet.tck.contract.TckBelt.Plate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls with streams. */
@Needs(
        value = {Guarantee.CALLS, Guarantee.STREAMS},
        given = Circumstance.CODEC)
abstract class StreamScenarios {
    // plates of 16 KiB: far more than anybody keeps on the way, far fewer than are made while nobody takes
    private static final int MOST_AHEAD = 500;
    private static final String LARGE = "x".repeat(16 * 1024);

    private record Belt(Lab lab, Endpoint endpoint, CallTransport client) {
        static Belt serving(Lab lab, CallHandler handler) {
            Endpoint endpoint = lab.calls().serve(CallKit.operations(TckBelt.class), handler);
            return new Belt(lab, endpoint, lab.calls());
        }

        @Nullable
        Object call(String operation, Object request, Duration timeout) throws DomainException {
            return client.call(
                    endpoint,
                    new Call(
                            CallKit.operation(TckBelt.class, operation),
                            request,
                            Headers.empty(),
                            Deadline.in(timeout)));
        }

        Stream<?> responses(String operation, Object request) throws DomainException {
            return (Stream<?>) requireNonNull(call(operation, request, lab.patience()), "a stream of responses");
        }
    }

    /** Plates without an end, which tells how many were made and whether it was closed. */
    private static final class Plates implements Streams.Source {
        private final AtomicInteger made = new AtomicInteger();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();

        @Override
        public Object next() {
            return new Plate(LARGE, made.incrementAndGet());
        }

        @Override
        public void close() {
            closed.complete(null);
        }

        /** Waits until no more are made, and expects that soon. */
        void assertHeldBack() {
            int before;
            do {
                before = made.get();
                assertThat(before).as("made while nobody takes").isLessThan(MOST_AHEAD);
                assertThat(Lab.stillWaits(new CompletableFuture<>())).isTrue();
            } while (made.get() != before);
        }
    }

    private static Stream<?> requests(Call call) {
        return (Stream<?>) call.request();
    }

    @Test
    void responses_come_in_order_and_end(Lab lab) throws Exception {
        Belt belt = Belt.serving(lab, call -> IntStream.range(0, 1000).mapToObj(i -> new Plate("soup", i)));
        try (Stream<?> plates = belt.responses("serve", new Plate("soup", 1000))) {
            assertThat(plates.map(plate -> ((Plate) plate).number()).toList())
                    .isEqualTo(IntStream.range(0, 1000).boxed().toList());
        }
    }

    @Test
    void requests_come_in_order_and_end(Lab lab) throws Exception {
        List<Integer> numbers = new ArrayList<>();
        Belt belt = Belt.serving(lab, call -> {
            requests(call).forEach(plate -> numbers.add(((Plate) plate).number()));
            return new Plate("all", numbers.size());
        });
        Stream<Plate> plates = IntStream.range(0, 1000).mapToObj(i -> new Plate("soup", i));
        assertThat(belt.call("stack", plates, lab.patience())).isEqualTo(new Plate("all", 1000));
        assertThat(numbers).isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void each_request_may_be_made_of_the_response_before(Lab lab) throws Exception {
        Belt belt = Belt.serving(lab, StreamScenarios::requests);
        BlockingQueue<Plate> next = new LinkedBlockingQueue<>(List.of(new Plate("soup", 0)));
        Stream<Plate> plates = Stream.generate(() -> taken(next)).takeWhile(plate -> plate.number() < 10);
        try (Stream<?> answers = belt.responses("pass", plates)) {
            Iterator<?> each = answers.iterator();
            for (int i = 0; i < 10; i++) {
                assertThat(each.next()).isEqualTo(new Plate("soup", i));
                next.add(new Plate("soup", i + 1));
            }
            assertThat(each.hasNext()).isFalse();
        }
    }

    private static Plate taken(BlockingQueue<Plate> plates) {
        try {
            return plates.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void streams_may_be_empty(Lab lab) throws Exception {
        Belt belt = Belt.serving(
                lab,
                call -> call.operation().model().name().equals("pass")
                        ? requests(call)
                        : new Plate("all", (int) requests(call).count()));
        assertThat(belt.call("stack", Stream.empty(), lab.patience())).isEqualTo(new Plate("all", 0));
        try (Stream<?> answers = belt.responses("pass", Stream.empty())) {
            assertThat(answers).isEmpty();
        }
    }

    @Test
    void who_takes_slowly_holds_back_the_handler_and_who_closes_ends_it(Lab lab) throws Exception {
        Plates plates = new Plates();
        Belt belt = Belt.serving(lab, call -> Streams.of(plates));
        try (Stream<?> answers = belt.responses("serve", new Plate("soup", 1))) {
            assertThat(answers.iterator().next()).isEqualTo(new Plate(LARGE, 1));
            plates.assertHeldBack();
        }
        lab.await("the end of the handler's stream", plates.closed);
    }

    @Test
    void a_handler_that_takes_slowly_holds_back_the_caller(Lab lab) throws Exception {
        CompletableFuture<Void> go = new CompletableFuture<>();
        Belt belt = Belt.serving(lab, call -> {
            Iterator<?> plates = requests(call).iterator();
            Plate first = (Plate) plates.next();
            lab.await("leave to go on", go);
            return first;
        });
        Plates plates = new Plates();
        CompletableFuture<Object> stacked = Lab.compute(() -> stack(belt, Streams.of(plates)));
        plates.assertHeldBack();
        go.complete(null);
        assertThat(lab.await("the answer", stacked)).isEqualTo(new Plate(LARGE, 1));
        lab.await("the end of the caller's stream", plates.closed);
    }

    private static Object stack(Belt belt, Stream<?> plates) {
        try {
            return requireNonNull(belt.call("stack", plates, belt.lab().patience()));
        } catch (DomainException e) {
            throw new AssertionError("not expected here", e);
        }
    }

    @Test
    void what_fails_in_the_middle_comes_after_what_went_before_and_typed(Lab lab) throws Exception {
        Belt belt = Belt.serving(
                lab,
                call -> Streams.of(new Streams.Source() {
                    private int number;

                    @Override
                    public Object next() throws CallFailure {
                        if (number == 2) {
                            throw new CallFailure(new Failure(
                                    Code.FAILED_PRECONDITION,
                                    "broken",
                                    "Broken",
                                    new Broken.Detail(2),
                                    List.of(),
                                    false));
                        }
                        return new Plate("soup", ++number);
                    }

                    @Override
                    public void close() {}
                }));
        List<Object> seen = new ArrayList<>();
        try (Stream<?> answers = belt.responses("serve", new Plate("soup", 1))) {
            assertThatExceptionOfType(Broken.class)
                    .isThrownBy(() -> answers.forEach(seen::add))
                    .satisfies(e -> assertThat(e.detail()).isEqualTo(new Broken.Detail(2)));
        }
        assertThat(seen).containsExactly(new Plate("soup", 1), new Plate("soup", 2));
    }

    @Test
    void a_detail_that_cannot_be_written_is_left_out_of_what_a_stream_fails_with(Lab lab) throws Exception {
        Belt belt = Belt.serving(lab, call -> {
            throw new CallFailure(
                    new Failure(Code.FAILED_PRECONDITION, "broken", "Broken", new Object(), List.of(), false));
        });
        assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(() -> {
                    try (Stream<?> answers = belt.responses("serve", new Plate("soup", 1))) {
                        answers.forEach(plate -> {});
                    }
                })
                .withMessageContaining("broken")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION));
    }

    @Test
    void the_deadline_bounds_all_of_a_stream(Lab lab) throws Exception {
        Plates plates = new Plates();
        Belt belt = Belt.serving(lab, call -> Streams.of(plates));
        Object answers = belt.call("hurry", new Plate("soup", 1), Duration.ofMillis(400));
        try (Stream<?> stream = (Stream<?>) requireNonNull(answers)) {
            assertThatExceptionOfType(QuintetException.class)
                    .isThrownBy(() -> stream.forEach(plate -> {}))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.DEADLINE_EXCEEDED));
        }
        lab.await("the end of the handler's stream", plates.closed);
    }

    @Test
    void a_callers_stream_that_fails_is_the_callers_failure(Lab lab) {
        CompletableFuture<Plate> first = new CompletableFuture<>();
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Belt belt = Belt.serving(lab, call -> {
            try {
                return new Plate(
                        "all",
                        requests(call)
                                .map(Plate.class::cast)
                                .peek(first::complete)
                                .mapToInt(Plate::number)
                                .sum());
            } catch (QuintetException e) {
                told.complete(e);
                throw new CallFailure(Failure.of(e.code(), String.valueOf(e.getMessage())));
            }
        });
        IllegalStateException own = new IllegalStateException("no more plates");
        Stream<Plate> plates = Stream.of(1, 2).map(number -> {
            if (number == 2) {
                assertThat(lab.await("the handler", first)).isNotNull(); // else it may never hear of the call
                throw own;
            }
            return new Plate("soup", number);
        });
        assertThatThrownBy(() -> belt.call("stack", plates, lab.patience())).isSameAs(own);
        assertThat(lab.await("word to the handler", told))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
    }
}

package io.quintet.benchmarks;

import io.quintet.benchmarks.messages.Leg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures one technology of messages once: a producer's and a consumer's process, first with the window full, then with one in flight. */
final class Measurement {
    /** Most of what both processes run is compiled by then; in the first seconds the compiler takes the processors from everybody. */
    static final Duration WARM_UP = Duration.ofSeconds(30);

    private final Children children;
    private final int seconds;

    Measurement(Children children, int seconds) {
        this.children = children;
        this.seconds = seconds;
    }

    /** About how long one takes. */
    int secondsEach() {
        return (int) WARM_UP.toSeconds() + 2 * seconds + 4;
    }

    /** For {@link Contest#enter}. */
    Callable<Contest.Trial> of(String technology, Callable<? extends Broker> broker) {
        return of(technology, ClassPath::own, broker);
    }

    /** The same for a technology that is on another class path. */
    Callable<Contest.Trial> of(String technology, Callable<ClassPath> classPath, Callable<? extends Broker> broker) {
        return () -> {
            ClassPath found = classPath.call();
            Broker started = broker.call();
            return channel -> take(channel, found, started, technology);
        };
    }

    private Sample take(String channel, ClassPath classPath, Broker broker, String technology) throws Exception {
        Leg leg = Leg.of(technology, broker.create(channel), channel, sharedFile(children, channel));
        Course.prepare(leg, Long.MAX_VALUE);
        try (Pair pair = Pair.start(children, classPath, channel, List.of(leg))) {
            Course course = new Course(pair, leg, broker);
            course.warmUp(WARM_UP);
            Course.Span full = course.measure(Duration.ofSeconds(seconds));
            course.window(1);
            Course.Span single = course.measure(Duration.ofSeconds(seconds));
            course.finish();
            return new Sample(
                    full.rate(), full.p99(), single.p50(), single.p99(), full.clientMicros(), full.brokerMicros());
        } finally {
            broker.remove(channel);
        }
    }

    /** A new file for the counters of a leg. */
    static Path sharedFile(Children children, String name) throws IOException {
        return Files.createTempFile(children.directory("shared"), name + "-", "");
    }
}

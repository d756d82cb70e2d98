package io.quintet.runtime;

import io.quintet.Code;
import io.quintet.DomainException;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.resilience.Blame;
import io.quintet.spi.Call;
import io.quintet.spi.RecordCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call to several instances, whose answers are counted by the thread that waits for them. */
final class Election implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Election.class);

    private final Call call;
    private final int needed;
    private final BlockingQueue<Ballot> arrived = new LinkedBlockingQueue<>();
    private final List<Thread> voters = new ArrayList<>();
    private final List<List<Ballot>> alike = new ArrayList<>();
    private @Nullable Throwable failure;
    private int underWay;

    Election(Call call, int needed) {
        this.call = call;
        this.needed = needed;
    }

    /** How one call ended; of response and error one is null. */
    private record Ballot(
            String instance,
            @Nullable Object response,
            @Nullable Throwable error) {
        /** Whether it is what the service has to say, rather than that it could not say it. */
        boolean answers() {
            return error == null
                    || error instanceof DomainException
                    || (error instanceof QuintetException e && e.fromPeer() && Blame.of(e) == Blame.CALLER);
        }
    }

    /** Whether those under way cannot bring about a result by themselves. */
    boolean open() {
        return most() + underWay < needed;
    }

    private int most() {
        int most = 0;
        for (List<Ballot> same : alike) {
            most = Math.max(most, same.size());
        }
        return most;
    }

    void ask(Route route) {
        underWay++;
        voters.add(Thread.ofVirtual().name("quintet-quorum").start(() -> arrived.add(vote(route))));
    }

    private Ballot vote(Route route) {
        String instance = route.instance().id();
        try {
            return new Ballot(instance, route.chain().invoke(call), null);
        } catch (DomainException | RuntimeException | Error e) {
            return new Ballot(instance, null, e);
        }
    }

    /** Whether nothing can come that would change the result. */
    boolean over() {
        return underWay == 0 || most() >= needed;
    }

    /** Waits for the next to end, and counts it; false where nobody does in time. Each ends by the call's deadline. */
    boolean counts(Duration time) throws InterruptedException {
        Ballot ballot = arrived.poll(time.toNanos(), TimeUnit.NANOSECONDS);
        if (ballot == null) {
            return false;
        }
        underWay--;
        if (ballot.answers()) {
            count(ballot);
        } else {
            failure = ballot.error();
        }
        return true;
    }

    private void count(Ballot ballot) {
        for (List<Ballot> same : alike) {
            if (same(same.getFirst(), ballot)) {
                same.add(ballot);
                return;
            }
        }
        List<Ballot> first = new ArrayList<>();
        first.add(ballot);
        alike.add(first);
    }

    private boolean same(Ballot one, Ballot other) {
        if (one.error() instanceof DomainException a && other.error() instanceof DomainException b) {
            return a.getClass() == b.getClass()
                    && same(a.detail(), b.detail(), call.operation().codec()::encode);
        }
        if (one.error() instanceof QuintetException a && other.error() instanceof QuintetException b) {
            return a.code() == b.code();
        }
        RecordCodec<Object> responses = call.operation().responses();
        return one.error() == null
                && other.error() == null
                && (responses == null || same(one.response(), other.response(), responses::encode));
    }

    /** Arrays in records are equal by their content only once they are encoded. */
    private static boolean same(@Nullable Object one, @Nullable Object other, Function<Object, byte[]> encoding) {
        return Objects.equals(one, other)
                || (one != null && other != null && Arrays.equals(encoding.apply(one), encoding.apply(other)));
    }

    /** The answer that was given often enough, or the failure. */
    @Nullable
    Object result() throws DomainException {
        for (List<Ballot> same : alike) {
            if (same.size() >= needed) {
                tellOfOthers(same);
                return outcome(same.getFirst());
            }
        }
        String name = call.operation().model().qualifiedName();
        if (alike.size() > 1) {
            throw QuintetException.concluded(
                    Code.UNAVAILABLE,
                    FailureMode.ARBITRARY,
                    name + ": the instances disagree: "
                            + alike.stream().map(Election::names).toList() + " (expected: " + needed
                            + " answers alike)");
        }
        throw switch (failure) {
            case QuintetException e ->
                QuintetException.concluded(
                                Code.UNAVAILABLE,
                                e.failureMode(),
                                name + ": too few instances answered (expected: " + needed + " answers alike): "
                                        + e.getMessage())
                        .causedBy(e);
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default ->
                throw new IllegalStateException(name + ": ended without an answer and without a failure", failure);
        };
    }

    private static @Nullable Object outcome(Ballot ballot) throws DomainException {
        if (ballot.error() instanceof DomainException domain) {
            throw domain;
        }
        if (ballot.error() instanceof QuintetException refused) {
            throw refused;
        }
        return ballot.response();
    }

    private void tellOfOthers(List<Ballot> same) {
        if (alike.size() > 1) {
            LOG.warn(
                    "{}: outvoted: {}; {} agree",
                    call.operation().model().qualifiedName(),
                    alike.stream()
                            .filter(other -> other.size() < needed)
                            .map(Election::names)
                            .toList(),
                    names(same));
        }
    }

    private static String names(List<Ballot> ballots) {
        return ballots.stream().map(Ballot::instance).toList().toString();
    }

    @Override
    public void close() {
        voters.forEach(Thread::interrupt); // who has ended does not notice
    }
}

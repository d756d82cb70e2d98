package io.quintet.examples.fooddelivery.demo;

import io.quintet.Deadline;
import io.quintet.InteractionStyle;
import io.quintet.cli.CommandFailed;
import io.quintet.contract.OperationModel;
import io.quintet.examples.fooddelivery.demo.FaultSchedule.Scheduled;
import io.quintet.examples.fooddelivery.demo.Placings.Phase;
import io.quintet.examples.fooddelivery.process.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Has services fail as they are scheduled to, by what is seen and not by the clock: a fault begins when so many orders are placed. Half of
 * its orders wait until the circuit has opened, and those after it until the circuit is closed again, so that each state is met by orders
 * however few there are. Safe for use by many threads.
 */
final class FaultCourse implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FaultSchedule schedule;
    private final Supervisor supervisor;
    private final Wires wires;
    private final Failures failures;
    private final Consumer<String> news;
    private final Duration patience;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Thread thread = Thread.ofVirtual().name("faults").unstarted(this::run);
    private int placed;
    private int admitted;
    private Phase phase = Phase.BEFORE;
    private boolean done;

    /**
     * What came of a fault.
     *
     * @param beganMillis since 1970, as the others
     * @param faulty how many answers, or processes, it befell
     * @param opened how often circuits opened
     */
    record Outcome(Scheduled scheduled, long beganMillis, long endedMillis, long faulty, long opened) {}

    /** {@code patience} is for each thing that has to be seen; {@code news} hears what happens to services. */
    FaultCourse(
            FaultSchedule schedule,
            Supervisor supervisor,
            Wires wires,
            Failures failures,
            Duration patience,
            Consumer<String> news) {
        this.schedule = schedule;
        this.supervisor = supervisor;
        this.wires = wires;
        this.failures = failures;
        this.patience = patience;
        this.news = news;
        this.admitted = schedule.faults().isEmpty()
                ? Integer.MAX_VALUE
                : schedule.faults().getFirst().orders().from();
        this.done = schedule.faults().isEmpty();
    }

    void start() {
        if (!done) {
            thread.start();
        }
    }

    /** So many orders are placed. */
    synchronized void acknowledged(int orders) {
        placed = Math.max(placed, orders);
        notifyAll();
    }

    /** Something was seen of circuits. */
    synchronized void look() {
        notifyAll();
    }

    /** Whether it is time for the n-th order. */
    synchronized boolean admits(int n) {
        return n <= admitted;
    }

    synchronized Phase phase() {
        return phase;
    }

    private void run() {
        try {
            for (int i = 0; i < schedule.faults().size(); i++) {
                boolean last = i + 1 == schedule.faults().size();
                int next = last
                        ? Integer.MAX_VALUE
                        : schedule.faults().get(i + 1).orders().from();
                carryOut(schedule.faults().get(i), next);
            }
        } catch (CommandFailed e) {
            problem(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the run is over
        } finally {
            admit(Integer.MAX_VALUE, Phase.AFTER);
            finish();
        }
    }

    private void carryOut(Scheduled scheduled, int next) throws InterruptedException {
        Fault fault = scheduled.fault();
        int from = scheduled.orders().from();
        int to = scheduled.orders().to();
        String contract = fault.service().sparedContract().name();
        while (!await(() -> placed >= from)) {} // a run that is watched takes its time
        long opened = failures.times(contract, "OPEN");
        long before = faulty(fault);
        long began = System.currentTimeMillis();
        long killed = begin(fault);
        boolean opens = fault.mode().opens(timeout(fault.service()));
        admit(opens ? (from + to) / 2 : to, Phase.DURING);
        if (opens && !await(() -> failures.times(contract, "OPEN") > opened)) {
            problem(fault + ": no circuit opened within " + Texts.time(patience)
                    + " (expected: that of an operation of " + contract + ", for every call has to fail)");
        }
        admit(to, Phase.DURING);
        if (!await(() -> placed >= to)) {
            problem(fault + ": " + placed() + " orders placed within " + Texts.time(patience) + " (expected: " + to
                    + ")");
        }
        end(fault);
        long ended = System.currentTimeMillis();
        if (!await(() -> failures.closed(contract))) {
            problem(fault + ": not all circuits closed within " + Texts.time(patience) + " of its end (expected: all)");
        }
        admit(next, Phase.AFTER);
        long befallen = killed + faulty(fault) - before;
        if (befallen == 0) {
            problem(fault + ": 0 " + fault.mode().counted() + " (expected: > 0), the fault has proved nothing");
        }
        record(new Outcome(scheduled, began, ended, befallen, failures.times(contract, "OPEN") - opened));
    }

    private static Duration timeout(Role service) {
        return service.sparedContract().operations().stream()
                .filter(operation -> operation.style() == InteractionStyle.REQUEST_RESPONSE)
                .map(OperationModel::timeout)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** Returns how many processes were killed. */
    private long begin(Fault fault) throws InterruptedException {
        Role service = fault.service();
        news.accept(service.name() + " " + fault.mode().words());
        switch (fault.mode()) {
            case FaultMode.Crash() -> {
                return supervisor.kill(service);
            }
            case FaultMode.Response() -> supervisor.tell(service, ServiceProcess.ANSWER_WRONGLY);
            case FaultMode.Wire wire -> wires.answers(service, wire.faults());
        }
        return 0;
    }

    private void end(Fault fault) throws InterruptedException {
        switch (fault.mode()) {
            case FaultMode.Crash() -> supervisor.restart(fault.service());
            case FaultMode.Response() -> supervisor.tell(fault.service(), ServiceProcess.ANSWER_RIGHTLY);
            case FaultMode.Wire wire -> wires.heal(fault.service());
        }
        news.accept(fault.service().name() + " is well again");
    }

    private long faulty(Fault fault) {
        return switch (fault.mode()) {
            case FaultMode.Crash() -> 0;
            case FaultMode.Response() -> failures.wrong();
            case FaultMode.Wire wire -> wires.struck(fault.service());
        };
    }

    private synchronized int placed() {
        return placed;
    }

    private synchronized void admit(int orders, Phase now) {
        admitted = orders;
        phase = now;
    }

    private synchronized void problem(String what) {
        problems.add("--fault " + what);
    }

    private synchronized void record(Outcome outcome) {
        outcomes.add(outcome);
    }

    private synchronized void finish() {
        done = true;
        notifyAll();
    }

    /** Waits for something to be seen; false when it is not, for long. */
    private synchronized boolean await(BooleanSupplier seen) throws InterruptedException {
        Deadline deadline = Deadline.in(patience);
        while (!seen.getAsBoolean()) {
            if (deadline.expired()) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, deadline.remainingNanos());
        }
        return true;
    }

    /** Waits until all faults are over, at most that long; true when they are. */
    synchronized boolean await(Duration most) throws InterruptedException {
        Deadline deadline = Deadline.in(most);
        while (!done && !deadline.expired()) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline.remainingNanos());
        }
        return done;
    }

    /** What came of the faults that are over. */
    synchronized List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** What went wrong, in words; empty when all is well. */
    synchronized List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        for (Scheduled each :
                schedule.faults().subList(outcomes.size(), schedule.faults().size())) {
            all.add("--fault " + each.fault() + ": did not come to its end, with " + placed
                    + " orders placed (expected: to last from order "
                    + each.orders().from() + " to order "
                    + each.orders().to() + ")");
        }
        return all;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

package io.quintet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures the PostgreSQL channel between two processes beside other queues in the same server, in turns. */
final class PostgresPart {
    static final Bar TIMES_NAIVE = Bar.atLeast(3);
    static final Bar P99 = Bar.atMost(50);

    private static final String POSTGRES = "PostgreSQL channel";
    private static final String QUEUE = "naive queue, 1 at a time";
    private static final String QUEUE_BATCHES = "naive queue, 100 at a time";
    private static final String SCHEDULER = "db-scheduler";

    /** The peers that the bars name. */
    static final List<String> QUEUES = List.of(QUEUE, QUEUE_BATCHES);

    private final Callable<PostgresServer> server;
    private final Measurement measurement;
    private final Contest contest;

    PostgresPart(Children children, Callable<PostgresServer> server, int seconds, int repetitions) {
        this.server = server;
        measurement = new Measurement(children, seconds);
        contest = new Contest(Wording.MESSAGES, repetitions);
    }

    List<Row> rows() throws InterruptedException {
        contest.enter(POSTGRES, measurement.of("sql", () -> new PostgresBroker(server.call())));
        enterQueues(contest, measurement, server);
        contest.enter(
                SCHEDULER,
                measurement.of("db-scheduler", () -> new PostgresBroker(server.call(), SchedulerTechnology.TABLES)));
        contest.run("queues in PostgreSQL", measurement.secondsEach());
        List<Row> rows = new ArrayList<>();
        rows.add(contest.rate(POSTGRES, null));
        rows.add(contest.p99(POSTGRES, P99));
        rows.add(contest.single(POSTGRES, null));
        for (String queue : QUEUES) {
            rows.add(contest.ratio(POSTGRES, queue, TIMES_NAIVE));
        }
        rows.add(contest.ratio(POSTGRES, SCHEDULER, null));
        QUEUES.forEach(queue -> rows.addAll(contest.peer(queue)));
        rows.addAll(contest.peer(SCHEDULER));
        return rows;
    }

    /** In the server of the run. */
    static void enterQueues(Contest contest, Measurement measurement, Callable<PostgresServer> server)
            throws InterruptedException {
        Callable<Broker> broker = () -> new PostgresBroker(server.call(), QueueTechnology.TABLES);
        contest.enter(QUEUE, measurement.of("queue", broker));
        contest.enter(QUEUE_BATCHES, measurement.of("queue-100", broker));
    }
}

package io.quintet.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.quintet.benchmarks.messages.Intake;
import io.quintet.benchmarks.messages.Leg;
import io.quintet.benchmarks.messages.Technology;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * db-scheduler with a one-time task for each message; the address is a JDBC URL.
 *
 * <p>As its documentation recommends for many executions a second: polling by lock-and-fetch, with limits of its own benchmark. It looks for tasks of other processes
 * just once in its polling interval, which is therefore far below its default of 10 s; and task data is bytes, not serialised objects.
 */
final class SchedulerTechnology implements Technology {
    static final List<String> TABLES = List.of(
            """
            CREATE TABLE scheduled_tasks(
              task_name text NOT NULL,
              task_instance text NOT NULL,
              task_data bytea,
              execution_time timestamp with time zone NOT NULL,
              picked boolean NOT NULL,
              picked_by text,
              last_success timestamp with time zone,
              last_failure timestamp with time zone,
              consecutive_failures int,
              last_heartbeat timestamp with time zone,
              version bigint NOT NULL,
              priority smallint,
              PRIMARY KEY (task_name, task_instance)
            )\
            """,
            "CREATE INDEX execution_time_idx ON scheduled_tasks(execution_time)",
            "CREATE INDEX last_heartbeat_idx ON scheduled_tasks(last_heartbeat)");

    private static final TaskDescriptor<byte[]> MESSAGE = TaskDescriptor.of("message", byte[].class);
    private static final int THREADS = 50;
    private static final double LOWER_LIMIT = 0.5;
    private static final double UPPER_LIMIT = 4;
    private static final Duration POLLING_INTERVAL = Duration.ofMillis(2);

    @Override
    public Sender sender(Leg leg) {
        HikariDataSource pool = QueueTechnology.pool(leg.address(), Workers.COUNT);
        return new SchedulerSender(
                pool,
                SchedulerClient.Builder.create(pool).serializer(new Bytes()).build());
    }

    @Override
    public AutoCloseable receiver(Leg leg, Intake intake) {
        HikariDataSource pool = QueueTechnology.pool(leg.address(), THREADS + 2);
        OneTimeTask<byte[]> task =
                Tasks.oneTime(MESSAGE).execute((instance, context) -> intake.received(instance.getData()));
        Scheduler scheduler = Scheduler.create(pool, task)
                .serializer(new Bytes())
                .threads(THREADS)
                .pollUsingLockAndFetch(LOWER_LIMIT, UPPER_LIMIT)
                .pollingInterval(POLLING_INTERVAL)
                .addSchedulerListener(new AbstractSchedulerListener() {
                    @Override
                    public void onExecutionComplete(ExecutionComplete execution) {
                        intake.acknowledged(1);
                    }
                })
                .build();
        scheduler.start();
        return () -> {
            scheduler.stop();
            pool.close();
        };
    }

    /** Task data as it is. */
    private static final class Bytes implements Serializer {
        @Override
        public byte[] serialize(Object data) {
            return (byte[]) data;
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] serialized) {
            return type.cast(serialized);
        }
    }

    private static final class SchedulerSender implements Sender {
        private final HikariDataSource pool;
        private final SchedulerClient client;
        private final Workers workers = new Workers();

        SchedulerSender(HikariDataSource pool, SchedulerClient client) {
            this.pool = pool;
            this.client = client;
        }

        @Override
        public void send(String key, byte[] payload) {
            String id = Long.toString(ByteBuffer.wrap(payload).getLong());
            workers.execute(() -> {
                // the batch spares the look whether the task exists
                client.scheduleBatch(List.of(MESSAGE.instance(id).data(payload).scheduledTo(Instant.now())));
                return null;
            });
        }

        @Override
        public long failed() {
            return workers.failed();
        }

        @Override
        public void close() {
            workers.close();
            pool.close();
        }
    }
}

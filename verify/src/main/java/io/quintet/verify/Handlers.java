package io.quintet.verify;

import io.quintet.Idempotent;
import io.quintet.Transaction;
import io.quintet.verify.contract.Events;
import io.quintet.verify.contract.Result;
import io.quintet.verify.contract.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** What the receivers of an instance do: they leave an effect, and some of them send. */
final class Handlers {
    private static final AtomicLong RUNS = new AtomicLong();

    private final String node;

    Handlers(String node) {
        this.node = node;
    }

    /** Leaves the effect in the transaction of this thread; returns the name of this run. */
    private String apply(String group, String kind, Task task) {
        String run = run();
        try {
            Connection connection = Transaction.current().connection();
            EffectTable.add(connection, group, kind, task.op(), task.key(), task.seq(), node, run, task.cause());
        } catch (SQLException e) {
            throw new EffectLost(e);
        }
        return run;
    }

    private String run() {
        return node + "." + RUNS.incrementAndGet();
    }

    /** An effect cannot be written; the handler fails, and the message comes again. */
    static final class EffectLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EffectLost(SQLException cause) {
            super(cause);
        }
    }

    /** The one receiver. */
    final class Worker {
        private final Events events;

        Worker(Events events) {
            this.events = events;
        }

        public void note(Task task) {
            String run = apply(Kinds.WORK, Kinds.NOTE, task);
            String op = io.quintet.faults.history.Rule.caused(Kinds.FOLLOWED, task.op());
            events.followed(new Task(task.key(), task.seq(), op, run));
        }

        public CompletionStage<Result> ask(Task task) {
            return CompletableFuture.completedFuture(
                    new Result(Kinds.WORK, task.op(), apply(Kinds.WORK, Kinds.ASK, task)));
        }

        public CompletionStage<Result> order(Task task) {
            return CompletableFuture.completedFuture(
                    new Result(Kinds.WORK, task.op(), apply(Kinds.WORK, Kinds.ORDER, task)));
        }
    }

    /** One of the many, with an inbox. */
    final class Listener {
        private final String group;

        Listener(String group) {
            this.group = group;
        }

        public void happened(Task task) {
            apply(group, Kinds.HAPPENED, task);
        }

        public void followed(Task task) {
            apply(group, Kinds.FOLLOWED, task);
        }

        public Result polled(Task task) {
            return new Result(group, task.op(), apply(group, Kinds.POLLED, task));
        }
    }

    /** One of the many, without an inbox: its effects are committed one by one, over a connection of its own. */
    final class Mirror {
        private final Connection connection;
        private final ReentrantLock lock = new ReentrantLock();

        Mirror(Connection connection) {
            this.connection = connection;
        }

        @Idempotent
        public void happened(Task task) {
            write(Kinds.HAPPENED, task);
        }

        @Idempotent
        public void followed(Task task) {
            write(Kinds.FOLLOWED, task);
        }

        private void write(String kind, Task task) {
            lock.lock();
            try {
                EffectTable.add(
                        connection, Kinds.MIRROR, kind, task.op(), task.key(), task.seq(), node, run(), task.cause());
            } catch (SQLException e) {
                throw new EffectLost(e);
            } finally {
                lock.unlock();
            }
        }
    }
}

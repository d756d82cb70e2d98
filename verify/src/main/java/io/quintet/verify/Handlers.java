package io.quintet.verify;

import io.quintet.Idempotent;
import io.quintet.Quintet;
import io.quintet.Transaction;
import io.quintet.faults.history.Rule;
import io.quintet.verify.contract.Calls;
import io.quintet.verify.contract.Events;
import io.quintet.verify.contract.Question;
import io.quintet.verify.contract.Result;
import io.quintet.verify.contract.Task;
import io.quintet.verify.contract.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the receivers of an instance do: they leave an effect, and some of them send. */
final class Handlers {
    private static final AtomicLong RUNS = new AtomicLong();

    private final String node;

    Handlers(String node) {
        this.node = node;
    }

    /** Serves and subscribes all but calls, on an instance; what is to be closed after it. */
    static Mirror attach(Quintet quintet, Database database) {
        Handlers handlers = new Handlers(quintet.instance());
        Mirror mirror = handlers.new Mirror(database);
        quintet.serve(Work.class, handlers.new Worker(quintet.client(Events.class)));
        quintet.subscribe(Events.class, Kinds.LEDGER, handlers.new Listener(Kinds.LEDGER));
        quintet.subscribe(Events.class, Kinds.AUDIT, handlers.new Listener(Kinds.AUDIT));
        quintet.subscribe(Events.class, Kinds.MIRROR, mirror);
        return mirror;
    }

    /** Serves calls on an instance. */
    static void call(Quintet quintet) {
        quintet.serve(Calls.class, new Handlers(quintet.instance()).new Called(quintet));
    }

    /** Leaves the effect in the transaction of this thread; returns the name of this run. */
    private String apply(String group, String kind, Task task) {
        String run = run();
        try {
            Connection connection = Transaction.current().connection();
            EffectTable.add(
                    connection, group, kind, task.op(), task.op(), task.key(), task.seq(), node, run, task.cause());
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
            String op = Rule.caused(Kinds.FOLLOWED, task.op());
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

    /** The one that is called, and answers at once. */
    final class Called implements Calls {
        private final Quintet quintet;

        Called(Quintet quintet) {
            this.quintet = quintet;
        }

        @Override
        public Result call(Question question) {
            Task task = new Task("", 0, question.op(), "");
            try {
                return new Result(
                        Kinds.CALLS, question.op(), quintet.transact(() -> apply(Kinds.CALLS, Kinds.CALL, task)));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
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
    final class Mirror implements AutoCloseable {
        private final Database database;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Connection connection;

        Mirror(Database database) {
            this.database = database;
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
                Connection open = connection != null ? connection : database.connect(Node.MIRROR);
                connection = open;
                EffectTable.add(
                        open,
                        Kinds.MIRROR,
                        kind,
                        task.op(),
                        task.op(),
                        task.key(),
                        task.seq(),
                        node,
                        run(),
                        task.cause());
            } catch (SQLException e) {
                close(e);
                throw new EffectLost(e);
            } finally {
                lock.unlock();
            }
        }

        /** The next time over another connection. */
        private void close(SQLException failure) {
            Connection broken = connection;
            connection = null;
            try {
                if (broken != null) {
                    broken.close();
                }
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }

        @Override
        public void close() throws SQLException {
            lock.lock();
            try {
                if (connection != null) {
                    connection.close();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}

package io.quintet.verify;

import io.quintet.DurableRequests;
import io.quintet.Quintet;
import io.quintet.QuintetException;
import io.quintet.Reply;
import io.quintet.Transaction;
import io.quintet.faults.history.Answer;
import io.quintet.faults.history.Event;
import io.quintet.faults.history.History;
import io.quintet.faults.history.Rule;
import io.quintet.verify.contract.Calls;
import io.quintet.verify.contract.Events;
import io.quintet.verify.contract.Question;
import io.quintet.verify.contract.Result;
import io.quintet.verify.contract.Task;
import io.quintet.verify.contract.Work;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Begins operations and writes down how they end. What it was told nothing was done of is a failure; whatever else goes wrong may have
 * happened.
 */
final class Producer {
    private static final AtomicLong RUNS = new AtomicLong();

    private final Quintet quintet;
    private final History history;
    private final Work work;
    private final Events events;
    private final DurableRequests<Task> orders;
    private final Calls calls;

    Producer(Quintet quintet, History history) {
        this.quintet = quintet;
        this.history = history;
        this.work = quintet.client(Work.class);
        this.events = quintet.client(Events.class);
        this.calls = quintet.client(Calls.class);
        this.orders = quintet.durable(Work.class, Work::order, this::replied);
    }

    /** Leaves the effect of a reply. */
    private void replied(Reply<Result> reply) throws Exception {
        if (reply instanceof Reply.Success<Result>(Result result, String correlation)) {
            EffectTable.add(
                    Transaction.current().connection(),
                    Kinds.REPLIES,
                    Kinds.REPLIED,
                    Rule.caused(Kinds.REPLIED, correlation),
                    result.op(),
                    "",
                    0,
                    quintet.instance(),
                    quintet.instance() + "." + RUNS.incrementAndGet(),
                    result.run());
        } else if (reply instanceof Reply.Failure<Result>(Exception error, String correlation)) {
            history.add(Event.Type.FAIL, Kinds.ORDER, correlation, "", 0, 1, "answered with " + error);
        }
    }

    void note(Task task) {
        record(Kinds.NOTE, task, () -> {
            work.note(task);
            return "";
        });
    }

    void happened(Task task) {
        record(Kinds.HAPPENED, task, () -> {
            events.happened(task);
            return "";
        });
    }

    void ask(Task task) {
        record(
                Kinds.ASK,
                task,
                () -> answer(work.ask(task).toCompletableFuture().join()));
    }

    void order(Task task) {
        record(Kinds.ORDER, task, () -> {
            orders.send(task, task.op());
            return "";
        });
    }

    /** What the answers say is checked, not whether there are any: the window may close before. */
    void polled(Task task) {
        record(
                Kinds.POLLED,
                task,
                () -> events.polled(task).first(2).stream()
                        .map(Producer::answer)
                        .collect(Collectors.joining(" ")));
    }

    /** A question has no key. */
    void call(Task task) {
        Question question = new Question(task.op());
        record(Kinds.CALL, new Task("", 0, task.op(), ""), () -> answer(calls.call(question)));
    }

    /** Within a transaction, which is rolled back on purpose or not. */
    void within(String kind, Task task, boolean rollBack) {
        record(
                kind,
                task,
                () -> quintet.transact(() -> {
                    switch (kind) {
                        case Kinds.NOTE -> work.note(task);
                        case Kinds.HAPPENED -> events.happened(task);
                        default -> orders.send(task, task.op());
                    }
                    if (rollBack) {
                        throw new RolledBack();
                    }
                    return "";
                }));
    }

    private static String answer(Result result) {
        return new Answer(result.group(), result.op(), result.run()).toString();
    }

    private void record(String kind, Task task, java.util.concurrent.Callable<String> action) {
        history.add(Event.Type.INVOKE, kind, task.op(), task.key(), task.seq(), 1, "");
        Event.Type type;
        String note;
        try {
            note = action.call();
            type = Event.Type.OK;
        } catch (RolledBack e) {
            type = Event.Type.FAIL;
            note = "rolled back on purpose";
        } catch (Exception e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            type = cause instanceof QuintetException failure && failure.retrySafe() ? Event.Type.FAIL : Event.Type.INFO;
            note = cause.toString();
        }
        history.add(type, kind, task.op(), task.key(), task.seq(), 1, note);
    }

    /** The purpose of a rollback. */
    private static final class RolledBack extends Exception {
        private static final long serialVersionUID = 1L;

        RolledBack() {
            super("on purpose", null, false, false);
        }
    }

    /** The kinds that may be sent within a transaction. */
    static final List<String> TRANSACTIONAL = List.of(Kinds.NOTE, Kinds.HAPPENED, Kinds.ORDER);
}

package io.quintet.verify;

import io.quintet.faults.InjectedFault;
import io.quintet.faults.history.Finding;
import io.quintet.faults.history.Verdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Hears of every thread of this process that ends with what nobody caught, until it is closed. An injected fault may end a thread of core's,
 * as it would end its process; anything else is a finding.
 */
final class Uncaught implements AutoCloseable {
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final List<Finding> findings = new CopyOnWriteArrayList<>();
    private final Consumer<Finding> heard;

    /** Keeps what it hears. */
    Uncaught() {
        this(finding -> {});
    }

    /** Tells of it at once, too. */
    Uncaught(Consumer<Finding> heard) {
        this.heard = heard;
        Thread.setDefaultUncaughtExceptionHandler(this::take);
    }

    private void take(Thread thread, Throwable failure) {
        if (!Causes.any(failure, InjectedFault.class::isInstance)) {
            failure.printStackTrace();
            String name = thread.getName().isEmpty() ? "a virtual thread" : "thread \"" + thread.getName() + "\"";
            Finding finding = of(name + " ended with " + failure);
            findings.add(finding);
            heard.accept(finding);
        }
    }

    /** What is wrong where a thread or a process has ended by itself. */
    static Finding of(String detail) {
        return Finding.of(Verdict.ENDED, detail);
    }

    List<Finding> findings() {
        return findings;
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}

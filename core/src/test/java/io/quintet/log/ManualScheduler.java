package io.quintet.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler whose time passes when a test says so. */
final class ManualScheduler extends ScheduledThreadPoolExecutor {
    private final List<Runnable> tasks = new ArrayList<>();
    private long lastMillis;

    ManualScheduler() {
        super(0);
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        tasks.add(task);
        lastMillis = unit.toMillis(delay);
        return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    synchronized long lastMillis() {
        return lastMillis;
    }

    void passAll() {
        List<Runnable> due;
        synchronized (this) {
            due = List.copyOf(tasks);
            tasks.clear();
        }
        due.forEach(Runnable::run);
    }
}

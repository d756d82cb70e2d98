package io.quintet.examples.fooddelivery.demo;

import io.quintet.cli.CommandFailed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Kills processes when so many orders are acknowledged, and starts them again. Safe for use by many threads. */
final class KillPlan {
    private final List<Kill> kills;
    private final Supervisor supervisor;
    private final Consumer<String> news;
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private final CountDownLatch pending;

    KillPlan(List<Kill> kills, Supervisor supervisor, Consumer<String> news) {
        this.kills = kills;
        this.supervisor = supervisor;
        this.news = news;
        this.pending = new CountDownLatch(kills.size());
    }

    /** So many orders are acknowledged; to be told of each number once. */
    void acknowledged(int orders) {
        for (Kill kill : kills) {
            if (kill.order() == orders) {
                Thread.ofVirtual().name("kill " + kill).start(() -> carryOut(kill));
            }
        }
    }

    private void carryOut(Kill kill) {
        try {
            news.accept("killed and restarted " + supervisor.killAndRestart(kill.role()) + " at order " + kill.order());
        } catch (CommandFailed e) {
            problems.add("--kill " + kill + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add("--kill " + kill + ": interrupted");
        } finally {
            pending.countDown();
        }
    }

    /** Waits until all are carried out, at most that long; true when they are. */
    boolean await(Duration patience) throws InterruptedException {
        return pending.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether a redelivery must be seen. */
    boolean hitsMessages() {
        return kills.stream()
                .anyMatch(kill ->
                        Role.ALL.stream().anyMatch(role -> role.name().equals(kill.role()) && role.handlesMessages()));
    }

    List<Kill> kills() {
        return kills;
    }

    /** What went wrong, in words; empty when all is well. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}

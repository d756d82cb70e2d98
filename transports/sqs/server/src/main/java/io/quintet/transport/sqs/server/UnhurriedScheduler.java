package io.quintet.transport.sqs.server;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.LightArrayRevolverScheduler;
import org.apache.pekko.event.LoggingAdapter;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * Pekko's scheduler, which lets what is due at once wait for its next tick.
 *
 * <p>A queue of ElasticMQ that a long poll waits at looks again when its first message becomes visible. Where that one is visible already,
 * and only held back by one before it of its message group, this is in the past: without a tick in between the queue would look again and
 * again, and take a processor for itself, until the one before it is settled.
 */
final class UnhurriedScheduler extends LightArrayRevolverScheduler {
    private static final FiniteDuration SHORTEST = FiniteDuration.create(1, TimeUnit.MILLISECONDS);

    /** As Pekko makes the scheduler that its configuration names. */
    UnhurriedScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
        super(config, log, threads);
    }

    @Override
    public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
        return super.scheduleOnce(delay.length() > 0 ? delay : SHORTEST, task, executor);
    }
}

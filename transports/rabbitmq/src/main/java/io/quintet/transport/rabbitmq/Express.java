package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Return;
import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.message.Message;
import io.quintet.spi.ServiceContext;
import io.quintet.transport.rabbitmq.Publisher.Fate;
import io.quintet.transport.rabbitmq.Publisher.Target;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what somebody waits for, requests and replies: at once, on the thread that sends, neither stored nor confirmed. That RabbitMQ had
 * a request shows when its reply comes. Safe for use by many threads.
 *
 * <p>On a connection of its own, whose thread also hands out what comes over it: whoever takes that must not block. So a round trip is
 * spared a change of threads on either side.
 */
final class Express implements AutoCloseable {
    private static final long SWEEP_MILLIS = 250;
    private static final String TRANSIENT_EXPIRED = "0";

    private final Link link;
    private final Duration patience;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private volatile @Nullable Standing outlet;
    private @Nullable ScheduledFuture<?> sweep;
    private boolean closed;

    Express(RabbitSettings settings, ServiceContext context) {
        link = new Link(settings, context.instance() + " calls", new InPlace());
        patience = settings.sendTimeout();
        clock = context.clock();
        scheduler = context.scheduler();
    }

    /** A request that is on its way, or being handled; of no use any more after {@code expires}, milliseconds since 1970. */
    private record Asked(Target target, Fate fate, long expires) {}

    /**
     * The connection, for those who take what comes: what they answer leaves over a channel that is open by then, for the thread that
     * reads cannot wait for one to open.
     */
    Link link() {
        Standing unused = outlet();
        return link;
    }

    /** UNAVAILABLE where nothing can be sent now. */
    void ready() {
        Channel unused = outlet().channel();
    }

    /** Sends a request; its fate is known when its reply has come, RabbitMQ has no queue for it, the connection is lost, or it has expired. */
    void ask(Target target, Message message, BasicProperties properties, Fate fate) {
        String id = message.id();
        long now = clock.millis();
        Long expires = message.expires();
        Asked request = new Asked(target, fate, expires == null ? now + patience.toMillis() : expires);
        Asked before = asked.put(id, request);
        if (before != null) {
            before.fate.known(null); // the same request once more, whose reply is that of both
        }
        String left = expires == null ? null : expires > now ? Long.toString(expires - now) : TRANSIENT_EXPIRED;
        try {
            publish(target, true, Wire.fleeting(properties, left), message.payload());
        } catch (QuintetException e) {
            if (asked.remove(id, request)) {
                fate.known(e);
            }
        }
    }

    /** Sends a reply; whether anybody still waits for it RabbitMQ does not say. */
    void reply(Target target, Message message, BasicProperties properties, Fate fate) {
        try {
            publish(target, false, Wire.fleeting(properties, null), message.payload());
        } catch (QuintetException e) {
            fate.known(e);
            return;
        }
        fate.known(null);
    }

    /** The reply to a request has come. */
    void answered(@Nullable String id) {
        Asked request = id == null ? null : asked.remove(id);
        if (request != null) {
            request.fate.known(null);
        }
    }

    private void publish(Target target, boolean mandatory, BasicProperties properties, byte[] body) {
        Channel open = outlet().channel();
        if (link.blocked()) {
            throw RabbitErrors.blocked(target.name());
        }
        try {
            open.basicPublish(target.exchange(), target.routingKey(), mandatory, properties, body);
        } catch (AlreadyClosedException e) {
            throw RabbitErrors.of(e, target.name(), true);
        } catch (IOException | RuntimeException e) {
            throw RabbitErrors.of(e, target.name(), false);
        }
    }

    private Standing outlet() {
        Standing open = outlet;
        return open == null ? begun() : open;
    }

    private synchronized Standing begun() {
        if (closed) {
            throw QuintetException.unreachable("the rabbitmq transport is closed: nothing was sent", null);
        }
        Standing open = outlet;
        if (open == null) {
            open = new Standing(link, "requests and replies", this::furnish);
            outlet = open;
            sweep = scheduler.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
        return open;
    }

    private void furnish(Channel fresh) {
        fresh.addReturnListener(this::returned);
        fresh.addShutdownListener(cause -> lost(cause.getMessage()));
    }

    private void returned(Return wire) {
        Asked request = asked.remove(String.valueOf(wire.getProperties().getMessageId()));
        if (request != null) {
            request.fate.known(QuintetException.unreachable(
                    "rabbitmq: " + request.target.name() + ": no queue " + request.target.routingKey()
                            + " (expected: a queue, which was removed since this process has seen it, or whose node is"
                            + " away)",
                    null));
        }
    }

    /** What was on its way when the connection went: nobody knows what became of it. */
    private void lost(@Nullable String why) {
        asked.forEach((id, request) -> {
            if (asked.remove(id, request)) {
                request.fate.known(QuintetException.concluded(
                        Code.UNAVAILABLE,
                        FailureMode.OMISSION,
                        "rabbitmq: " + request.target.name() + ": no reply before the connection was lost: " + why));
            }
        });
    }

    private void sweep() {
        long now = clock.millis();
        asked.forEach((id, request) -> {
            if (request.expires < now && asked.remove(id, request)) {
                request.fate.known(QuintetException.deadlineExceeded(
                        "rabbitmq: " + request.target.name() + ": no reply before the request expired"));
            }
        });
    }

    @Override
    public void close() {
        Standing last;
        synchronized (this) {
            closed = true;
            last = outlet;
            if (sweep != null) {
                sweep.cancel(false);
            }
        }
        if (last != null) {
            last.close();
        }
        link.close();
        lost("closed");
    }
}

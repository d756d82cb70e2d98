package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.quintet.log.Attempts;
import io.quintet.log.ShardDispatch;
import io.quintet.log.ShardStore;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member's place at the queue of one shard, on a channel of its own: RabbitMQ gives the queue to one place at a time, and a place owns it
 * from its first delivery on. When the channel is gone so is the place, and settling what it had does nothing.
 *
 * <p>For the member's thread, but for what RabbitMQ's client and those who settle call.
 */
final class OwnedShard extends DefaultConsumer implements ShardStore {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedShard.class);

    private final Member member;
    private final int number;
    private final String queue;
    private final Register register;
    private final Clock clock;
    private final ShardDispatch dispatch;
    private final Acknowledgements acknowledgements;
    private final Map<Long, String> ids = new ConcurrentHashMap<>();
    private final ArrayDeque<Arrived> fetched = new ArrayDeque<>();
    private boolean owner;
    private long releaseBy;
    private boolean releasing;
    private volatile boolean revoked;

    OwnedShard(
            Member member,
            int number,
            String queue,
            Channel channel,
            Register register,
            int prefetch,
            Consumer<Delivery> consumer,
            ServiceContext context) {
        super(channel);
        this.member = member;
        this.number = number;
        this.queue = queue;
        this.register = register;
        this.clock = context.clock();
        this.acknowledgements = new Acknowledgements(channel, queue, prefetch);
        this.dispatch = new ShardDispatch(0, this, consumer, context);
    }

    /** Sent to the member's thread. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Arrived(OwnedShard shard, long tag, boolean again, BasicProperties properties, byte[] body) {}

    int number() {
        return number;
    }

    ShardDispatch dispatch() {
        return dispatch;
    }

    // What RabbitMQ's client calls.

    @Override
    public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
        member.arrived(new Arrived(this, envelope.getDeliveryTag(), envelope.isRedeliver(), properties, body));
    }

    @Override
    public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
        revoke();
        member.wake();
    }

    /** The queue is gone. */
    @Override
    public void handleCancel(String tag) {
        revoke();
        member.wake();
    }

    // Handing out.

    void fetched(Arrived arrived) {
        fetched.add(arrived);
    }

    boolean owner() {
        return owner;
    }

    boolean waiting() {
        return !fetched.isEmpty() && !releasing && !revoked;
    }

    /** RabbitMQ has made this the active place: with the first delivery that shows. */
    void takeOver() throws IOException {
        if (!owner) {
            register.takeOver(getChannel(), first(), clock.instant());
            owner = true;
        }
    }

    private @Nullable String first() {
        Arrived first = fetched.element();
        return first.again() ? Wire.read(first.properties(), first.body()).id() : null;
    }

    /** Hands out the next one; one that was with a member before is a further attempt. */
    void offer() {
        Arrived next = fetched.remove();
        Message message = Wire.read(next.properties(), next.body());
        String id = message.id();
        Attempts known = next.again() ? register.failed(id) : Attempts.NONE;
        int attempt = Math.max(next.again() ? 2 : 1, known.last() + 1);
        ids.put(next.tag(), id);
        dispatch.offer(next.tag(), message, attempt, known);
    }

    // Losing.

    void release(long by) {
        releasing = true;
        releaseBy = by;
        dispatch.stop();
    }

    boolean releasing() {
        return releasing;
    }

    /** Whether it can go, because nothing is being handled, or has to. */
    boolean releasable() {
        return releasing && (dispatch.delivered() == 0 || System.nanoTime() - releaseBy > 0);
    }

    /** It is, or may be, another member's: settling does nothing any more. */
    void revoke() {
        revoked = true;
        dispatch.revoke();
    }

    boolean revoked() {
        return revoked;
    }

    /** What comes to nobody any more is given back, in good order; {@link #leave} waits until RabbitMQ knows. */
    void giveBack() {
        boolean live = !revoked;
        revoke();
        if (owner && live) {
            register.giveBack();
        }
    }

    /** Leaves the queue to others; what is not settled is theirs, and what is settled they do not see again. */
    void leave(Duration patience) {
        giveBack();
        register.flush(patience);
        try {
            acknowledgements.finish(dispatch.watermark());
        } catch (IOException | RuntimeException e) {
            LOG.debug("{}: left without its last acknowledgements", queue, e); // they see it again
        }
        Link.close(getChannel());
    }

    /** Acknowledges what was settled since it last was, and enters itself where that was not possible; to be called now and then. */
    void tidy() {
        if (owner) {
            register.enter();
        }
        try {
            acknowledgements.tidy(dispatch.watermark());
        } catch (IOException | RuntimeException e) {
            revoke(); // the channel is gone, and RabbitMQ delivers it again
        }
    }

    // What those who settle call.

    @Override
    public String group() {
        return member.group();
    }

    @Override
    public String shard() {
        return queue;
    }

    @Override
    public long token() {
        return register.token();
    }

    /** As long as RabbitMQ answers on the channel it has not given the queue to another. */
    @Override
    public boolean owned() {
        try {
            getChannel().queueDeclarePassive(queue);
            return !revoked;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public void retried(long sequence, Attempts attempts) {
        String id = ids.get(sequence);
        if (id != null) {
            register.note(id, attempts);
        }
    }

    @Override
    public void rejected(long sequence, Message message, Attempts attempts, Throwable cause) {
        member.bury(queue, message, attempts, cause);
    }

    @Override
    public void settled(long sequence) {
        String id = ids.remove(sequence);
        if (id != null) {
            register.forget(id);
        }
        try {
            acknowledgements.add(sequence, dispatch.watermark());
        } catch (IOException | RuntimeException e) {
            revoke(); // the channel is gone, and RabbitMQ delivers it again
        }
    }

    @Override
    public void progressed() {
        member.progressed(dispatch.reopened());
    }
}

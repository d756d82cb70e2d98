package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.quintet.QuintetException;
import io.quintet.message.HeaderNames;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.ServiceContext;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of this process to the replies that it waits for: RabbitMQ's direct reply-to, which takes them from the replier's channel to
 * this one, without a queue. When the channel is lost so is what is on its way to it, and the next one has another address.
 *
 * @see <a href="https://www.rabbitmq.com/docs/direct-reply-to">Direct reply-to</a>
 */
final class ReplyMember implements Membership {
    private final Consumer<Delivery> consumer;
    private final Express express;
    private final ScheduledExecutorService scheduler;
    private final Duration patience;
    private final Standing standing;
    private volatile @Nullable String address;

    ReplyMember(Consumer<Delivery> consumer, ServiceContext context, RabbitSettings settings, Express express) {
        this.consumer = consumer;
        this.express = express;
        this.scheduler = context.scheduler();
        this.patience = settings.sendTimeout();
        this.standing = new Standing(express.link(), "replies", this::sit);
    }

    /** RabbitMQ fills in the address where a message asks for a reply; one that no queue takes it gives back, with the address in it. */
    private void sit(Channel fresh) throws IOException {
        CompletableFuture<BasicProperties> back = new CompletableFuture<>();
        fresh.addReturnListener(wire -> back.complete(wire.getProperties()));
        fresh.basicConsume(ReplyAddress.ASK, true, new Seat(fresh));
        BasicProperties asking =
                new BasicProperties.Builder().replyTo(ReplyAddress.ASK).build();
        fresh.basicPublish("", "quintet-" + UUID.randomUUID(), true, asking, new byte[0]);
        try {
            address = ReplyAddress.encode(
                    back.get(patience.toNanos(), TimeUnit.NANOSECONDS).getReplyTo());
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no address for replies within " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an address for replies", e);
        }
    }

    private final class Seat extends DefaultConsumer {
        Seat(Channel amqp) {
            super(amqp);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            Message message = Wire.read(properties, body);
            express.answered(message.header(HeaderNames.CORRELATION_ID));
            consumer.accept(new Arrived(message, 1));
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            address = null;
        }
    }

    /** RabbitMQ has forgotten it already. */
    private final class Arrived implements Delivery {
        private final Message message;
        private final int attempt;

        Arrived(Message message, int attempt) {
            this.message = message;
            this.attempt = attempt;
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public int attempt() {
            return attempt;
        }

        @Override
        public void ack() {
            // that it was delivered was all
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // who consumes throws nothing that anybody could use
        public void retry(Duration after, Throwable cause) {
            if (!standing.ended()) {
                scheduler.schedule(
                        () -> consumer.accept(new Arrived(message, attempt + 1)),
                        after.toNanos(),
                        TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void reject(Throwable cause) {
            // whoever waits has been told, and nobody else could use it
        }
    }

    @Override
    public String address() {
        String now = address;
        if (now == null) {
            throw QuintetException.unreachable(
                    "rabbitmq: replies could not reach this instance now: no connection (expected: RabbitMQ, at"
                            + " rabbitmq.url)",
                    null);
        }
        return now;
    }

    @Override
    public void drain(Duration patience) {
        close();
    }

    @Override
    public void close() {
        standing.close();
    }

    @Override
    public boolean ended() {
        return standing.ended();
    }
}

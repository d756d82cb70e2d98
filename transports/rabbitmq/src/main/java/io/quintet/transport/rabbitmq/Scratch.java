package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import io.quintet.QuintetException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A channel to ask and to declare on; RabbitMQ closes it with every refusal, and the next question opens another. Not for two threads. */
final class Scratch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    private final Link link;
    private @Nullable Channel channel;

    Scratch(Link link) {
        this.link = link;
    }

    /** A question, which may be refused. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Channel channel) throws IOException, TimeoutException;
    }

    /**
     * The answer; one of the errors of {@link RabbitErrors} where it is refused, or does not come. A question whose connection is lost
     * is asked once more on a new one: none does more the second time.
     */
    <T> T ask(String what, Question<T> question) {
        try {
            Channel first = open();
            try {
                return question.ask(first);
            } catch (IOException | RuntimeException e) {
                if (!RabbitErrors.connectionLost(e)) {
                    throw e;
                }
                LOG.debug("{}: asked once more, for the connection was lost", what, e);
                Link.giveUp(first.getConnection());
                channel = null; // it may be told later than its connection, and pass for open until then
                return question.ask(open());
            }
        } catch (IOException | TimeoutException | RuntimeException e) {
            throw e instanceof QuintetException known ? known : RabbitErrors.of(e, what, true);
        }
    }

    private Channel open() {
        Channel open = channel;
        if (open == null || !open.isOpen()) {
            open = link.channel();
            channel = open;
        }
        return open;
    }

    /** How many messages and consumers a queue has; null where there is none of that name. */
    AMQP.Queue.@Nullable DeclareOk find(String queue) {
        return found(queue, channel -> channel.queueDeclarePassive(queue)).orElse(null);
    }

    /** Whether there is a queue of that name, also where it is another connection's alone. */
    boolean exists(String queue) {
        return ask(queue, channel -> {
            try {
                channel.queueDeclarePassive(queue);
                return true;
            } catch (IOException e) {
                int reply = RabbitErrors.replyCode(e);
                if (reply != AMQP.NOT_FOUND && reply != AMQP.RESOURCE_LOCKED) {
                    throw e;
                }
                return reply == AMQP.RESOURCE_LOCKED;
            }
        });
    }

    private <T> Optional<T> found(String what, Question<T> question) {
        return ask(what, channel -> {
            try {
                return Optional.of(question.ask(channel));
            } catch (IOException e) {
                if (RabbitErrors.replyCode(e) == AMQP.NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Declares a durable queue; false where there is one with other arguments. */
    boolean declare(String queue, Map<String, Object> arguments) {
        return ask("queue " + queue, channel -> {
            try {
                channel.queueDeclare(queue, true, false, false, arguments);
                return true;
            } catch (IOException e) {
                if (RabbitErrors.replyCode(e) == AMQP.PRECONDITION_FAILED) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public void close() {
        Link.close(channel);
    }
}

package io.quintet.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A channel to ask and to declare on; RabbitMQ closes it with every refusal, and the next question opens another. Not for two threads. */
final class Scratch implements AutoCloseable {
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
     * The answer; one of the errors of {@link RabbitErrors} where it is refused, or does not come. It may be asked twice, see
     * {@link Link#use}, and no question does more the second time.
     */
    <T> T ask(String what, Question<T> question) {
        return link.use(what, connection -> question.ask(on(connection)));
    }

    /** The channel, or another one: it may be of a connection that is lost, and not know that yet. */
    private Channel on(Connection connection) throws IOException {
        Channel open = channel;
        if (open == null || !open.isOpen() || !open.getConnection().equals(connection)) {
            open = Link.channel(connection);
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

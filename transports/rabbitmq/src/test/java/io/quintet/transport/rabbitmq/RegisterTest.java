package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import io.quintet.QuintetException;
import io.quintet.log.Attempts;
import io.quintet.spi.Attempt;
import io.quintet.transport.rabbitmq.Publisher.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Attempts that failed are written while much else is sent. */
class RegisterTest {
    private static final Attempts ONE = Attempts.NONE.plus(new Attempt(1, Instant.EPOCH, "instance", "no"));
    private static final int ALMOST_ALL = 1018 * 1024 - 100;

    @Test
    void a_note_that_waits_for_room_does_not_hold_up_the_confirmations_that_make_it() throws Exception {
        RabbitSettings settings = Fixtures.settings("buffer-bytes", "1MiB", "send-timeout", "5s");
        try (Connection connection = Fixtures.connect();
                Publisher publisher = new Publisher(new Link(settings, "test"), settings, Fixtures.scheduler())) {
            Channel bare = connection.createChannel();
            String state = bare.queueDeclare(Fixtures.unique("state"), true, false, true, null)
                    .getQueue();
            Target other = Target.queue(
                    "other",
                    bare.queueDeclare(Fixtures.unique("other"), true, false, true, null)
                            .getQueue());
            Register register = new Register(state, publisher);
            CompletableFuture<Void> go = new CompletableFuture<>();
            CompletableFuture<Optional<QuintetException>> fate = new CompletableFuture<>();

            publisher.put(other, MessageProperties.PERSISTENT_BASIC, new byte[1], failure -> go.join());
            register.note("a", ONE); // is sent at once, but its confirmation waits for the one before
            register.note("b".repeat(8000), ONE); // is to be sent next
            publisher.put(
                    other,
                    MessageProperties.PERSISTENT_BASIC,
                    new byte[ALMOST_ALL],
                    failure -> fate.complete(Optional.ofNullable(failure)));
            go.complete(null);

            assertThat(fate.get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEmpty();
            register.flush(Duration.ofSeconds(Fixtures.PATIENCE_SECONDS));
            assertThat(State.decode(bare.basicGet(state, true).getBody()).failed())
                    .containsOnlyKeys("a");
            assertThat(State.decode(bare.basicGet(state, true).getBody()).failed())
                    .containsOnlyKeys("a", "b".repeat(8000));
            bare.queueDelete(state);
            bare.queueDelete(other.routingKey());
        }
    }
}

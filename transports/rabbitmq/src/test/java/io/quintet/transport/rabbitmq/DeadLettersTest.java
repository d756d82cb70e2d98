package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import io.quintet.log.Attempts;
import io.quintet.spi.Attempt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looking at dead letters, one after the other. */
class DeadLettersTest {
    private final Names names = new Names(Fixtures.unique("look") + ".");
    private final RabbitSettings settings = Fixtures.settings("prefix", names.prefix());

    @Test
    void a_look_that_fails_locks_nobody_out_and_loses_nothing() throws Exception {
        try (Connection connection = Fixtures.connect();
                Link one = new Link(settings, "one");
                Link other = new Link(settings, "other");
                Publisher publisher = new Publisher(new Link(settings, "sends"), settings, Fixtures.scheduler());
                Topology topology = new Topology(one, settings, names, publisher)) {
            Attempts once = Attempts.NONE.plus(new Attempt(1, Instant.now(), "instance", "no"));
            new DeadLetterWriter(publisher, topology)
                    .write(
                            new DeadLetterWriter.Place("g", Fixtures.channel(1), "queue"),
                            Fixtures.message("a", "k"),
                            once,
                            new IllegalStateException("no"));

            RabbitDeadLetters failing = new RabbitDeadLetters(one, topology, names, publisher);
            assertThatThrownBy(() -> failing.visit(null, letter -> {
                        throw new IllegalStateException("the visitor is broken");
                    }))
                    .hasMessageContaining("the visitor is broken");

            List<String> seen = new ArrayList<>();
            new RabbitDeadLetters(other, new Topology(other, settings, names, publisher), names, publisher)
                    .visit(null, letter -> seen.add(letter.message().id()));
            assertThat(seen).containsExactly("a");
            connection.createChannel().queueDelete(names.dead());
        }
    }
}

package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Everything at once, ten thousand times. */
@Needs(
        value = {Guarantee.COMPETING_CONSUMERS, Guarantee.REDELIVERY},
        given = Circumstance.MESSAGES)
abstract class SoakScenarios {
    private static final int PRODUCERS = 4;
    private static final int KEYS = 50;
    private static final int ROUNDS = 50;

    @Test
    void of_10_000_messages_none_is_lost_doubled_or_out_of_order(Lab lab) {
        MessageTransport one = lab.messages();
        MessageTransport other = lab.messages();
        Channel channel = lab.channel(8);
        boolean ordered = lab.kit().promised().kept().contains(Guarantee.KEY_ORDER);
        History history = new History(lab.patience(), ordered, false);
        Crew crew = new Crew(lab, channel, history, id -> id.endsWith("7"));
        Crew.Member leaving = crew.join(one, 64);
        crew.join(other, 64);
        List<Producer> producers = IntStream.range(0, PRODUCERS)
                .mapToObj(p -> new Producer(
                        lab,
                        p % 2 == 0 ? one : other,
                        channel,
                        IntStream.range(0, KEYS)
                                .mapToObj(k -> "p" + p + "-k" + k)
                                .toList()))
                .toList();
        List<CompletableFuture<Void>> runs = producers.stream()
                .map(producer -> Lab.start(() -> {
                    for (int i = 0; i < ROUNDS; i++) {
                        producer.round();
                    }
                }))
                .toList();
        int all = PRODUCERS * KEYS * ROUNDS;
        history.awaitHandled(all / 4);
        crew.join(one, 8);
        history.awaitHandled(all / 2);
        leaving.leave(lab.patience());
        runs.forEach(run -> lab.await("producer", run));
        Map<String, Integer> sent = new HashMap<>();
        producers.forEach(producer -> sent.putAll(producer.accepted()));
        history.awaitHandled(all);
        history.check(sent);
        assertThat(history.redelivered())
                .as("at least 7, 17, 27, 37 and 47 of each key")
                .isGreaterThanOrEqualTo(PRODUCERS * KEYS * 5);
    }
}

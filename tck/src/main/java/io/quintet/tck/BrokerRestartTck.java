package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.message.Channel;
import io.quintet.servers.ServerProcess;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The broker of a transport is killed and started again while messages stream. */
public abstract class BrokerRestartTck {
    private static final long PATIENCE_SECONDS = 60;

    /** For those who know the broker. */
    protected BrokerRestartTck() {}

    /** The broker, which runs; a test that is skipped where there is none says so here. */
    protected abstract ServerProcess broker();

    /** A new instance of the transport over it. */
    protected abstract MessageTransport transport();

    @Test
    void what_was_accepted_arrives_and_each_key_in_order_of_its_first_deliveries() throws Exception {
        var broker = broker();
        try (MessageTransport sending = transport();
                MessageTransport taking = transport()) {
            Channel channel = new Channel("restart-" + UUID.randomUUID(), Channel.Kind.POINT_TO_POINT, 3);
            Inbox inbox = new Inbox(Delivery::ack);
            var subscription = taking.subscribe(channel, "g", 50, inbox);
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Sent> stream = CompletableFuture.supplyAsync(
                    () -> stream(sending, channel, enough),
                    task -> Thread.ofVirtual().start(task));
            inbox.takeUntil("m100");
            broker.kill();
            broker.start();
            String seen = inbox.ids().getLast();
            String next = "m" + (Integer.parseInt(seen.substring(1)) + 200);
            inbox.takeUntil(next);
            enough.set(true);
            Sent sent = stream.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            while (!new HashSet<>(inbox.ids()).containsAll(sent.accepted()) && inbox.another()) {
                // shards come back one after the other
            }
            List<String> firsts = inbox.ids().stream().distinct().toList();
            assertThat(firsts)
                    .as("the last before the kill is %s; not accepted: %s", seen, sent.refused())
                    .containsAll(sent.accepted());
            for (int key = 0; key < 5; key++) {
                int remainder = key;
                assertThat(firsts.stream()
                                .map(id -> Integer.parseInt(id.substring(1)))
                                .filter(number -> number % 5 == remainder))
                        .as("key %s", key)
                        .isSorted();
            }
            subscription.close();
        }
    }

    /** What became of the messages that were sent: ids, and those that were not accepted with the reason. */
    private record Sent(List<String> accepted, List<String> refused) {}

    /** Five keys, one message after the other. */
    private static Sent stream(MessageTransport transport, Channel channel, AtomicBoolean enough) {
        Sent sent = new Sent(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; !enough.get(); i++) {
            String id = "m" + i;
            List<Receipt> receipts = transport
                    .send(channel, List.of(Texts.message(id, "k" + i % 5)))
                    .join();
            switch (receipts.getFirst()) {
                case Receipt.Accepted accepted -> sent.accepted().add(id);
                case Receipt.Failed failed ->
                    sent.refused().add(id + ": " + failed.error().getMessage());
            }
        }
        return sent;
    }
}

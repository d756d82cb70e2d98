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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The broker of a transport is killed and started again while messages stream. */
@Timeout(300)
public abstract class BrokerRestartTck {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

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
            String seen;
            try {
                inbox.takeUntil(delivery -> number(delivery.message().id()) >= 100);
                broker.kill();
                broker.start();
                seen = inbox.ids().getLast();
                int later = number(seen) + 200; // any from there on, for that one may have been refused
                inbox.takeUntil(delivery -> number(delivery.message().id()) >= later);
            } finally {
                enough.set(true);
            }
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
                assertThat(firsts.stream().map(BrokerRestartTck::number).filter(number -> number % 5 == remainder))
                        .as("key %s", key)
                        .isSorted();
            }
            subscription.close();
        }
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
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
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            switch (receipts.getFirst()) {
                case Receipt.Accepted accepted -> sent.accepted().add(id);
                case Receipt.Failed failed -> {
                    sent.refused().add(id + ": " + failed.error().getMessage());
                    // one that fails at once would fail a million times until the broker is there
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
        return sent;
    }
}

package io.quintet.transport.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.QuintetException;
import io.quintet.config.SettingsSource;
import io.quintet.faults.net.FaultProxy;
import io.quintet.faults.net.WireFaults;
import io.quintet.message.Channel;
import io.quintet.message.Message;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections to a RabbitMQ that does not answer, or reads nothing. */
@Timeout(120)
class LinkTest {
    private static final int MEBI = 1024 * 1024;

    @Test
    void those_who_wait_for_a_connection_do_not_wait_one_after_the_other() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                Link link = new Link(
                        RabbitSettings.of(new SettingsSource()
                                .code(Map.of("url", "amqp://guest:guest@127.0.0.1:" + silent.getLocalPort()))
                                .settings()),
                        "waits");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(callers.submit(
                        () -> assertThatThrownBy(link::connection).isInstanceOf(QuintetException.class)));
            }
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos(); // one after the other: 100 s
            for (Future<?> each : all) {
                each.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        }
    }

    @Test
    void a_question_whose_connection_is_lost_is_asked_once_more() throws Exception {
        InetSocketAddress server = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Fixtures.server().port());
        try (FaultProxy proxy = FaultProxy.to(server, 1);
                Link link = new Link(
                        Fixtures.settings(
                                "url",
                                "amqp://guest:guest@127.0.0.1:"
                                        + proxy.address().getPort()),
                        "asks");
                Scratch scratch = new Scratch(link)) {
            assertThat(scratch.exists("nobody's")).isFalse();
            proxy.backward(WireFaults.NONE.hole());
            CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(() -> scratch.exists("nobody's, either"));
            Fixtures.await("the answer is on its way", () -> proxy.struck() > 0);
            proxy.heal();
            proxy.reset();
            assertThat(asked.get(Fixtures.PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void a_transport_closes_and_tells_all_who_wait_although_rabbitmq_reads_nothing_any_more() throws Exception {
        InetSocketAddress server = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Fixtures.server().port());
        try (FaultProxy proxy = FaultProxy.to(server, 1)) {
            MessageTransport transport = Fixtures.transport(
                    "url",
                    "amqp://guest:guest@127.0.0.1:" + proxy.address().getPort(),
                    "heartbeat",
                    "60s",
                    "send-timeout",
                    "2s");
            Channel channel = Fixtures.channel(1);
            Fixtures.accept(transport, channel, Fixtures.message("a", null));
            proxy.forward(WireFaults.NONE.hole());
            List<CompletableFuture<List<Receipt>>> sent = new ArrayList<>();
            for (int i = 0; i < 24; i++) { // more than lies between the two
                sent.add(transport.send(
                        channel,
                        List.of(new Message(Fixtures.message("m" + i, null).headers(), new byte[MEBI]))));
            }
            assertThat(CompletableFuture.runAsync(transport::close)).succeedsWithin(Duration.ofSeconds(50));
            for (CompletableFuture<List<Receipt>> each : sent) {
                assertThat(each.get(1, TimeUnit.SECONDS).getFirst()).isInstanceOf(Receipt.Failed.class);
            }
        }
    }
}

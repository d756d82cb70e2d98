package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

class SendingTest {
    private final AtomicInteger turns = new AtomicInteger();

    @Test
    void who_is_woken_gives_way_until_the_sender_is_through() throws Exception {
        Sending[] sending = new Sending[1];
        sending[0] = new Sending(() -> {
            if (turns.incrementAndGet() == 3) {
                sending[0].ends();
            }
        });
        begunElsewhere(sending[0]);

        sending[0].giveWay();

        assertThat(turns).hasValue(3);
    }

    @Test
    void who_is_woken_goes_on_after_a_while() throws Exception {
        Sending sending = new Sending(turns::incrementAndGet);
        begunElsewhere(sending);

        sending.giveWay();

        assertThat(turns).hasValue(Sending.MOST_TURNS);
    }

    @Test
    void nobody_gives_way_to_who_does_not_send_and_a_sender_not_to_itself() {
        Sending sending = new Sending(turns::incrementAndGet);

        sending.giveWay();
        sending.begins();
        sending.giveWay();

        assertThat(turns).hasValue(0);
    }

    private static void begunElsewhere(Sending sending) throws InterruptedException {
        Thread.ofPlatform().start(sending::begins).join();
    }

    @Test
    void jeromq_asks_for_the_size_on_a_thread_of_its_own() throws Exception {
        CountDownLatch gaveWay = new CountDownLatch(1);
        Sending sending = new Sending(gaveWay::countDown);
        try (ZContext context = new ZContext()) {
            ZMQ.Socket router = context.createSocket(SocketType.ROUTER);
            int port = router.bindToRandomPort("tcp://127.0.0.1");
            ZMQ.Socket dealer = context.createSocket(SocketType.DEALER);
            dealer.connect("tcp://127.0.0.1:" + port);
            sending.begins();
            dealer.sendMsg(new Frame(new byte[] {1, 2, 3}, sending), ZMQ.DONTWAIT);
            boolean asked = gaveWay.await(10, TimeUnit.SECONDS);
            sending.ends();

            byte[] route = router.recv();
            assertThat(asked).isTrue();
            assertThat(route).isNotEmpty();
            assertThat(router.recv()).containsExactly(1, 2, 3);
        }
    }
}

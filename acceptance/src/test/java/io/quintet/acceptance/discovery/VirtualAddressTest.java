package io.quintet.acceptance.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Quintet;
import io.quintet.tck.Peer;
import io.quintet.tck.Ports;
import io.quintet.tck.contract.TckWho;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A load balancer as the one address of a contract: nothing but the name is needed, and nobody calls an instance directly. */
@Timeout(120)
class VirtualAddressTest {
    @TempDir
    Path directory;

    private static Quintet caller(Nginx nginx) {
        return Serving.configured("caller")
                .set("registry", "platform")
                .set("platform.address", "http://localhost:" + nginx.port())
                .build();
    }

    @Test
    void no_idempotent_call_fails_while_the_instances_behind_it_are_replaced() throws Exception {
        int firstPort = Ports.free();
        int secondPort = Ports.free();
        try (Quintet first = Serving.at("first", firstPort);
                Nginx nginx = Nginx.start(directory, List.of("127.0.0.1:" + firstPort));
                Quintet caller = caller(nginx);
                Callers callers = new Callers(caller.client(TckWho.class)::again)) {
            callers.await("first");
            try (Quintet second = Serving.at("second", secondPort)) {
                assertThat(second.instance()).isEqualTo("second");
                nginx.reload(List.of("127.0.0.1:" + secondPort));
                first.close();
                callers.await("second");
                callers.await("second");
                assertThat(callers.answered()).containsExactly("second");
                assertThat(callers.failed()).isEmpty();
            }
        }
    }

    @Test
    void a_kill_fails_the_calls_under_way_that_must_not_be_sent_twice_and_no_others() throws Exception {
        int stayingPort = Ports.free();
        int dyingPort = Ports.free();
        try (Quintet staying = Serving.at("staying", stayingPort);
                Peer dying = Peer.start(HoldingMain.class, Serving.PATIENCE, List.of(String.valueOf(dyingPort)))) {
            assertThat(staying.instance()).isEqualTo("staying");
            dying.await("serving");
            try (Nginx nginx = Nginx.start(directory, List.of("127.0.0.1:" + stayingPort, "127.0.0.1:" + dyingPort));
                    Quintet caller = caller(nginx);
                    Callers once = new Callers(caller.client(TckWho.class)::once);
                    Callers again = new Callers(caller.client(TckWho.class)::again)) {
                dying.await("holding", 2 * Callers.THREADS); // each caller has one call at a time, and it is here
                dying.kill();
                once.await("staying");
                again.await("staying");
                assertThat(again.failed()).as("sent again, to another instance").isEmpty();
                assertThat(once.failed())
                        .as("one for each caller: what was under way")
                        .hasSize(Callers.THREADS);
            }
        }
    }

    @Test
    void service_goes_on_when_one_instance_after_the_other_is_killed_under_load() throws Exception {
        int stayingPort = Ports.free();
        int firstPort = Ports.free();
        int secondPort = Ports.free();
        try (Quintet staying = Serving.at("staying", stayingPort);
                Peer first = Serving.apart("first", firstPort);
                Peer second = Serving.apart("second", secondPort);
                Nginx nginx = Nginx.start(
                        directory,
                        List.of("127.0.0.1:" + stayingPort, "127.0.0.1:" + firstPort, "127.0.0.1:" + secondPort));
                Quintet caller = caller(nginx);
                Callers once = new Callers(caller.client(TckWho.class)::once);
                Callers again = new Callers(caller.client(TckWho.class)::again)) {
            assertThat(staying.instance()).isEqualTo("staying");
            once.await("staying", "first", "second");
            again.await("staying", "first", "second");
            first.kill();
            once.await("staying", "second");
            again.await("staying", "second");
            second.kill();
            once.await("staying");
            again.await("staying");
            assertThat(again.failed()).as("sent again, to another instance").isEmpty();
            assertThat(once.failed())
                    .as("one for each caller and kill at most: nginx goes elsewhere once it has seen one fail")
                    .hasSizeLessThanOrEqualTo(2 * Callers.THREADS);
        }
    }
}

package io.quintet.acceptance.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Quintet;
import io.quintet.tck.Peer;
import io.quintet.tck.Ports;
import io.quintet.tck.contract.TckWho;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Endpoints that the configuration lists. */
@Timeout(120)
class ListedEndpointsTest {
    @Test
    void no_call_fails_while_one_of_them_leaves_and_comes_back() throws Exception {
        int firstPort = Ports.free();
        int secondPort = Ports.free();
        try (Quintet first = Serving.at("first", firstPort);
                Quintet second = Serving.at("second", secondPort);
                Quintet caller = Serving.configured("caller")
                        .set("endpoints.tck-who", "http://127.0.0.1:" + firstPort + ", http://127.0.0.1:" + secondPort)
                        .build();
                Callers callers = new Callers(caller.client(TckWho.class)::once)) {
            assertThat(first.instance()).isEqualTo("first");
            callers.await("first", "second");
            second.close();
            callers.await("first");
            try (Quintet again = Serving.at("again", secondPort)) {
                callers.await("first", "again");
                assertThat(callers.failed()).isEmpty();
                assertThat(again.instance()).isEqualTo("again");
            }
        }
    }

    @Test
    void a_kill_costs_no_more_than_the_calls_under_way_that_must_not_be_sent_twice() throws Exception {
        int stayingPort = Ports.free();
        int dyingPort = Ports.free();
        try (Quintet staying = Serving.at("staying", stayingPort);
                Peer dying = Serving.apart("dying", dyingPort);
                Quintet caller = Serving.configured("caller")
                        .set("endpoints.tck-who", "http://127.0.0.1:" + stayingPort + ", http://127.0.0.1:" + dyingPort)
                        .build();
                Callers once = new Callers(caller.client(TckWho.class)::once);
                Callers again = new Callers(caller.client(TckWho.class)::again)) {
            assertThat(staying.instance()).isEqualTo("staying");
            once.await("staying", "dying");
            again.await("staying", "dying");
            dying.kill();
            once.await("staying");
            again.await("staying");
            try (Peer back = Serving.apart("back", dyingPort)) {
                once.await("staying", "back");
                again.await("staying", "back");
                back.kill();
                once.await("staying");
                again.await("staying");
            }
            assertThat(again.failed()).as("sent again, to the other instance").isEmpty();
            assertThat(once.failed())
                    .as("one for each caller and kill at most")
                    .hasSizeLessThanOrEqualTo(2 * Callers.THREADS);
        }
    }
}

package io.quintet.acceptance.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Quintet;
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
}

package io.quintet.acceptance.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Quintet;
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

    @Test
    void no_idempotent_call_fails_while_the_instances_behind_it_are_replaced() throws Exception {
        int firstPort = Ports.free();
        int secondPort = Ports.free();
        try (Quintet first = Serving.at("first", firstPort);
                Nginx nginx = Nginx.start(directory, List.of("127.0.0.1:" + firstPort));
                Quintet caller = Serving.configured("caller")
                        .set("registry", "platform")
                        .set("platform.address", "http://localhost:" + nginx.port())
                        .build();
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
}

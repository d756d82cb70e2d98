package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scenarios of outages, over a server that is a switch. */
class OutageTest {
    @AfterEach
    void reset() {
        RestartableProvider.POWER.reset();
    }

    @Test
    void a_transport_that_finds_its_server_again_passes() {
        KitRun run = KitRun.of(RestartableTck.class, List.of("Outage"));
        assertThat(run.run()).hasSize(3);
        assertThat(run.failed()).isEmpty();
    }

    @Test
    void a_transport_whose_consumers_do_not_come_back_is_found_out() {
        RestartableProvider.POWER.reconnects = false;
        KitRun run = KitRun.of(RestartableTck.class, List.of("Outage"));
        assertThat(run.failed()).contains("Outage.consumers_and_producers_find_a_restarted_server_again_by_themselves");
    }

    @Test
    void a_transport_that_fails_at_once_while_its_broker_is_away_passes_in_good_time() {
        KitRun run = KitRun.of(RestartedTck.class, Duration.ofSeconds(60));
        assertThat(run.run()).hasSize(1);
        assertThat(run.failed()).isEmpty();
    }
}

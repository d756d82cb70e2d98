package io.quintet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.verify.contract.Work;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final OperationModel operation =
            ContractModel.of(Work.class).operations().iterator().next();
    private final Watch watch = new Watch();

    @Test
    void the_age_follows_what_messages_take_and_one_alone_does_not_make_it() {
        handled(Duration.ofSeconds(8));
        assertThat(watch.age()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 100; i++) {
            handled(Duration.ofSeconds(8));
        }
        assertThat(watch.age()).isBetween(Duration.ofMillis(7900), Duration.ofSeconds(8));
        for (int i = 0; i < 100; i++) {
            handled(Duration.ofMillis(4));
        }
        assertThat(watch.age()).isBetween(Duration.ofMillis(3), Duration.ofMillis(5));
    }

    @Test
    void duplicates_are_counted() {
        watch.duplicate(operation, "sql");
        watch.duplicate(operation, "sql");
        assertThat(watch.duplicates()).isEqualTo(2);
    }

    private void handled(Duration sinceSent) {
        watch.handled(operation, "sql", sinceSent.toNanos(), 1, null);
    }
}

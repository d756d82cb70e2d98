package io.quintet.transport.sql;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {
    @Test
    void goes_on_after_a_failure_of_any_kind() {
        AtomicInteger runs = new AtomicInteger();
        try (Worker worker = Worker.start("failing", () -> {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("a bug");
                case 2 -> throw new LinkageError("a class that is not there");
                default -> {}
            }
            return 0;
        })) {
            Await.until("a third run", () -> runs.get() >= 3);
            worker.wake();
        }
    }
}

package io.quintet.transport.memory;

import io.quintet.Deadline;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The operations that one instance serves, and the calls under way to them. */
final class CallServer {
    private final Map<String, Served> served = new ConcurrentHashMap<>();
    private final Phaser underWay = new Phaser(1);

    /** An operation with the codecs of its own side. */
    record Served(BoundOperation operation, CallHandler handler) {}

    void serve(List<BoundOperation> operations, CallHandler handler) {
        operations.forEach(operation -> served.put(operation.model().qualifiedName(), new Served(operation, handler)));
    }

    @Nullable
    Served find(String operation) {
        return served.get(operation);
    }

    void begin() {
        underWay.register();
    }

    void end() {
        underWay.arriveAndDeregister();
    }

    void drain(Duration patience) {
        served.clear();
        Deadline deadline = Deadline.in(patience);
        try {
            underWay.awaitAdvanceInterruptibly(
                    underWay.arrive(), Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            org.slf4j.LoggerFactory.getLogger(CallServer.class)
                    .warn("{} calls still under way after {}", underWay.getUnarrivedParties(), patience, e);
        }
    }
}

package io.quintet.transport.memory;

import io.quintet.InvalidContractException;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.CallHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operations that one instance serves, and the calls under way to them. */
final class CallServer {
    private static final Logger LOG = LoggerFactory.getLogger(CallServer.class);

    private final Map<String, Served> served = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile @Nullable CountDownLatch idle;

    /** An operation with the codecs of its own side. */
    record Served(BoundOperation operation, CallHandler handler) {}

    synchronized void serve(List<BoundOperation> operations, CallHandler handler) {
        for (BoundOperation operation : operations) {
            String name = operation.model().qualifiedName();
            if (served.containsKey(name)) {
                throw new InvalidContractException(name + " is served already (mend: serve each contract once)");
            }
        }
        operations.forEach(operation -> served.put(operation.model().qualifiedName(), new Served(operation, handler)));
    }

    @Nullable
    Served find(String operation) {
        return served.get(operation);
    }

    void begin() {
        underWay.incrementAndGet();
    }

    void end() {
        CountDownLatch waiting = underWay.decrementAndGet() == 0 ? idle : null;
        if (waiting != null) {
            waiting.countDown();
        }
    }

    void drain(Duration patience) {
        served.clear();
        CountDownLatch latch = new CountDownLatch(1);
        idle = latch;
        try {
            if (underWay.get() > 0 && !latch.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("{} calls still under way after {}", underWay.get(), patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

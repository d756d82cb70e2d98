package io.quintet.transport.grpc;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether this instance serves: all of it, which has an empty name, or one service.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/health-checking.md">GRPC Health Checking Protocol</a>
 */
final class Health {
    static final String SERVICE = "grpc.health.v1.Health";
    static final int SERVING = 1;
    static final int NOT_SERVING = 2;
    static final int SERVICE_UNKNOWN = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> services = new HashSet<>(Set.of("", SERVICE));
    private boolean stopping;

    void serves(Set<String> more) {
        lock.lock();
        try {
            services.addAll(more);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is served any more, for good. */
    void stop() {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int of(String service) {
        lock.lock();
        try {
            return !services.contains(service) ? SERVICE_UNKNOWN : stopping ? NOT_SERVING : SERVING;
        } finally {
            lock.unlock();
        }
    }

    /** Blocks until the service is not as it was; the same when it will not change any more. */
    int awaitOther(String service, int before) throws InterruptedException {
        lock.lock();
        try {
            while (of(service) == before && !stopping) {
                changed.await(); // the peer going away interrupts it
            }
            return of(service);
        } finally {
            lock.unlock();
        }
    }
}

package io.quintet.transport.rabbitmq.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.tck.Installed;
import io.quintet.tck.Server;
import io.quintet.tck.TransportTck;
import io.quintet.transport.rabbitmq.RabbitTransportProvider;
import io.quintet.transport.rabbitmq.server.RabbitServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The rabbitmq transport passes on a real RabbitMQ. */
class RabbitTckTest extends TransportTck {
    private final RabbitServer rabbit;
    private final AtomicInteger stores = new AtomicInteger();

    RabbitTckTest() {
        Installed.program("rabbitmq-server");
        rabbit = RabbitServer.shared();
    }

    @Override
    protected TransportProvider provider() {
        return new RabbitTransportProvider();
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of(
                "url",
                rabbit.address(),
                "prefix",
                "tck" + stores.incrementAndGet() + ".",
                "expire", // a node that starts looks after every queue there is
                "15s",
                "rebalance",
                "100ms",
                "handover",
                "2s");
    }

    /** A queue begins when its group comes. */
    @Override
    protected boolean keepsForLatecomers() {
        return false;
    }

    @Override
    protected Optional<Server> server() {
        return Optional.of(new Server() {
            @Override
            public void stop() {
                rabbit.kill();
            }

            @Override
            public void start() {
                rabbit.start();
            }
        });
    }
}

package io.quintet.transport.sqs.tck;

import io.quintet.spi.TransportProvider;
import io.quintet.tck.Server;
import io.quintet.tck.TransportTck;
import io.quintet.transport.sqs.SqsTransportProvider;
import io.quintet.transport.sqs.server.SqsServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The sqs transport passes on an ElasticMQ. */
class SqsTckTest extends TransportTck {
    private final SqsServer sqs = SqsServer.shared();
    private final AtomicInteger stores = new AtomicInteger();

    @Override
    protected TransportProvider provider() {
        return new SqsTransportProvider();
    }

    @Override
    protected Map<String, String> freshStore(Path directory) {
        return Map.of(
                "url",
                sqs.address(),
                "prefix",
                "t" + stores.incrementAndGet() + "-",
                "visibility",
                "5s",
                "poll", // most of the time would be waiting for the last questions of what is closed
                "30ms",
                "groups-known-for",
                "100ms",
                "send-timeout", // thousands come at once, and a busy machine has some hundred a second
                "40s");
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
                sqs.kill();
            }

            @Override
            public void start() {
                sqs.start();
            }
        });
    }
}

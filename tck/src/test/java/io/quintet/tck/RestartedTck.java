package io.quintet.tck;

import io.quintet.servers.ServerProcess;
import io.quintet.spi.MessageTransport;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;

/** A broker that is a switch, and is away until far more messages were turned away than its tests wait for; started by {@link OutageTest} alone. */
class RestartedTck extends BrokerRestartTck {
    private static final int TURNED_AWAY = 300;

    private final String name = UUID.randomUUID().toString();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void end() {
        scheduler.shutdownNow();
    }

    @Override
    protected ServerProcess broker() {
        return new ServerProcess() {
            @Override
            public String address() {
                return name;
            }

            @Override
            public int port() {
                return 0;
            }

            @Override
            public void start() {
                RestartableProvider.POWER.startAfter(TURNED_AWAY);
            }

            @Override
            public void kill() {
                RestartableProvider.POWER.stop();
            }

            @Override
            public Duration processorTime() {
                return Duration.ZERO;
            }

            @Override
            public void close() {
                kill();
            }
        };
    }

    @Override
    protected MessageTransport transport() {
        Instances instances = new Instances("restarted", Map.of(), scheduler);
        return (MessageTransport) new RestartableProvider().create(instances.context(Map.of("broker", name)));
    }
}

package io.quintet.runtime;

import io.quintet.Deadline;
import io.quintet.config.SettingsSource;
import io.quintet.contract.ContractModel;
import io.quintet.contract.OperationModel;
import io.quintet.message.Headers;
import io.quintet.resilience.Backoff;
import io.quintet.resilience.Randoms;
import io.quintet.spi.BoundOperation;
import io.quintet.spi.Call;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What several tests of this package need. */
final class Fixtures {
    static final RandomGenerator MOST = Randoms.MOST;

    static final Backoff SHORT = new Backoff(Duration.ofNanos(1000), Duration.ofNanos(1000), MOST);

    private Fixtures() {}

    static OperationModel operation(String name) {
        return ContractModel.of(Shop.class).operations().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Call call(String operation, Duration timeout) {
        return new Call(
                BoundOperation.of(operation(operation), new SerializedCodec()),
                new Shop.Ask("1", 1),
                Headers.empty(),
                Deadline.in(timeout));
    }

    static QuintetRuntime runtime(String name, String broker, Map<String, String> more) {
        return new QuintetRuntime(
                new SettingsSource()
                        .code(Map.of(
                                "name", name,
                                "codec", "serialized",
                                "transports.calls", "memory",
                                "transports.messages", "memory",
                                "memory.broker", broker,
                                "messages.first-backoff", "1ms",
                                "messages.most-backoff", "2ms",
                                "drain", "5s"))
                        .code(more)
                        .settings(),
                java.time.Clock.systemUTC(),
                null);
    }
}

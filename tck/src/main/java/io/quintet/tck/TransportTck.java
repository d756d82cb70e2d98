package io.quintet.tck;

import io.quintet.config.SettingsSource;
import io.quintet.spi.Guarantees;
import io.quintet.spi.TransportProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conformance kit of one transport: extend it, say how the transport is opened, and every scenario that the transport's
 * guarantees ask for becomes a test.
 *
 * <p>There is one instance of the extending class for all scenarios, so that it may start a server in a {@code @BeforeAll} method that
 * is not static. The scenarios run one after the other.
 */
@ExtendWith({Applicability.class, LabSupply.class, Reporting.class})
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
public abstract class TransportTck {
    private volatile @Nullable Guarantees promised;

    /** For the test class that extends it. */
    protected TransportTck() {}

    /** The provider under test; the same is found through {@link java.util.ServiceLoader} by its name. */
    protected abstract TransportProvider provider();

    /**
     * Settings of the transport's section for a store that holds nothing yet. Two transports that are created from the same settings
     * reach each other: the kit opens several, also in other processes.
     *
     * @param directory empty, and removed after the scenario
     */
    protected abstract Map<String, String> freshStore(Path directory);

    /**
     * Settings of the services that scenarios start over the transport, beside those of its store; none unless told.
     *
     * @param directory that of the store
     */
    protected Map<String, String> serviceSettings(Path directory) {
        return Map.of();
    }

    /**
     * The registry that the transport's instances find each other by, also those of other processes: {@code registry} and its name, and
     * its settings, such as {@code sql.directory}; none unless told.
     *
     * @param directory that of the store
     */
    protected Map<String, String> registry(Path directory) {
        return Map.of();
    }

    /** What the report calls the transport; the provider's name unless several stores of one transport are tested. */
    protected String title() {
        return provider().name();
    }

    /**
     * How long the kit waits for what must happen before it gives up; far longer than the transport needs to notice that a process
     * has died.
     */
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    /**
     * Whether a group that comes later than others gets what is kept for these, as where a channel is one log that all read; else it gets
     * what is sent from then on, and only the first group gets what was sent before there was any. A transport that declares
     * {@link io.quintet.spi.Guarantee#REPLAY} must.
     */
    protected boolean keepsForLatecomers() {
        return true;
    }

    /** How to stop and start the server, for transports that have one of their own. */
    protected Optional<Server> server() {
        return Optional.empty();
    }

    /** What the transport promises with the settings of {@link #freshStore}, which is what scenarios hold it to. */
    final Guarantees promised() {
        Guarantees known = promised;
        if (known == null) {
            try {
                Path directory = Files.createTempDirectory("quintet-tck-");
                known = provider()
                        .guarantees(
                                new SettingsSource().code(freshStore(directory)).settings());
                Lab.remove(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            promised = known;
        }
        return known;
    }

    @Nested
    class QuickRequests extends QuickRequestScenarios {}

    @Nested
    class Declaration extends DeclarationScenarios {}

    @Nested
    class Delivery extends DeliveryScenarios {}

    @Nested
    class Batches extends BatchScenarios {}

    @Nested
    class Limits extends LimitScenarios {}

    @Nested
    class Groups extends GroupScenarios {}

    @Nested
    class Order extends OrderScenarios {}

    @Nested
    class Redelivery extends RedeliveryScenarios {}

    @Nested
    class Delay extends DelayScenarios {}

    @Nested
    class Rejection extends RejectionScenarios {}

    @Nested
    class DeadLetters extends DeadLetterScenarios {}

    @Nested
    class Settlement extends SettlementScenarios {}

    @Nested
    class Credit extends CreditScenarios {}

    @Nested
    class Lifecycle extends LifecycleScenarios {}

    @Nested
    class Channels extends ChannelScenarios {}

    @Nested
    class Durability extends DurabilityScenarios {}

    @Nested
    class Processes extends ProcessScenarios {}

    @Nested
    class Outage extends OutageScenarios {}

    @Nested
    class Soak extends SoakScenarios {}

    @Nested
    class Styles extends StyleScenarios {}

    @Nested
    class MessageStyles extends MessageStyleScenarios {}

    @Nested
    class Requests extends RequestScenarios {}

    @Nested
    class Calls extends CallScenarios {}

    @Nested
    class CallFailures extends CallFailureScenarios {}

    @Nested
    class CallStreams extends StreamScenarios {}

    @Nested
    class CallLifecycle extends CallLifecycleScenarios {}
}

package io.quintet.tck;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conformance kit of one registry: extend it, say how an empty one is made, and instances come, go and die under load.
 *
 * <p>Besides {@code quintet-tck}, a codec and a JUnit 6 engine, a call transport across processes must be on the test class path, such
 * as {@code quintet-transport-http}: the kit makes real calls.
 */
@ExtendWith(TownSupply.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
public abstract class RegistryTck {
    /** For the test class that extends it. */
    protected RegistryTck() {}

    /**
     * A registry that nobody has entered yet; closed after the scenario.
     *
     * @param directory empty, and removed after the scenario
     */
    protected abstract Book freshBook(Path directory) throws Exception;

    /** The transport that the kit calls over; it must have settings {@code host} and {@code port}, and addresses like those of http. */
    protected String callTransport() {
        return "http";
    }

    /** How long the kit waits for what must happen before it gives up. */
    protected Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Nested
    class Membership extends MembershipScenarios {}

    @Nested
    class Load extends LoadScenarios {}

    @Nested
    class RegistryOutage extends RegistryOutageScenarios {}
}

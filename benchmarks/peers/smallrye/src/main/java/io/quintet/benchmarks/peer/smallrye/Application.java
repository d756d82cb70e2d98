package io.quintet.benchmarks.peer.smallrye;

import io.quintet.benchmarks.messages.Intake;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jspecify.annotations.Nullable;

/** A container of CDI with one bean of ours and the channel that it uses, configured by MicroProfile Config, as services are. */
record Application(SmallRyeConfig config, SeContainer container) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ORDINAL = 100;

    /**
     * Starts it.
     *
     * @param channel after {@code mp.messaging.}
     * @param attributes those of the channel
     * @param bean ours, the only one
     * @param intake what the bean may have injected
     */
    static Application start(String channel, Map<String, String> attributes, Class<?> bean, @Nullable Intake intake) {
        Map<String, String> settings = new HashMap<>();
        attributes.forEach((name, value) -> settings.put("mp.messaging." + channel + "." + name, value));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "channel", ORDINAL))
                .build();
        ConfigProviderResolver.instance().registerConfig(config, Application.class.getClassLoader());
        SeContainerInitializer initializer =
                SeContainerInitializer.newInstance().addBeanClasses(bean);
        if (intake != null) {
            initializer.addExtensions(new Given(intake));
        }
        return new Application(config, initializer.initialize());
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    /** Waits until its channel says that it is ready. */
    void awaitReady() throws InterruptedException {
        HealthCenter health = bean(HealthCenter.class);
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (HealthReport report = health.getReadiness(); !report.isOk(); report = health.getReadiness()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("not ready after " + PATIENCE + ": " + report.getChannels());
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        container.close();
        ConfigProviderResolver.instance().releaseConfig(config);
    }

    /** Makes a bean of an object that is there already. */
    record Given(Intake intake) implements Extension {
        void add(@Observes AfterBeanDiscovery discovery) {
            discovery.addBean().addType(Intake.class).createWith(context -> intake);
        }
    }
}

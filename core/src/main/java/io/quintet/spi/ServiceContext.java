package io.quintet.spi;

import io.quintet.config.Settings;
import io.quintet.signing.Keyring;
import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a provider gets to know of the service it works for.
 *
 * @param service the service's name, shared by its instances; also its subscriber group where none is named
 * @param instance the name of this instance, unique among the running ones
 * @param settings the provider's own section of the configuration
 * @param clock the wall clock
 * @param scheduler for timeouts and delays; tasks must not block
 * @param shared what it has in common with the instance's other providers
 * @param keyring the keys that calls are signed with, where a transport can; messages are signed before a transport gets them
 */
public record ServiceContext(
        String service,
        String instance,
        Settings settings,
        Clock clock,
        ScheduledExecutorService scheduler,
        Shared shared,
        Keyring keyring) {
    /** Of a provider that has nothing in common with any other, and of a service that signs nothing. */
    public ServiceContext(
            String service, String instance, Settings settings, Clock clock, ScheduledExecutorService scheduler) {
        this(service, instance, settings, clock, scheduler, new Shared(), Keyring.NONE);
    }
}

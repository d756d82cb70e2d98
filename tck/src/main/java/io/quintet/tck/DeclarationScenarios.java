package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.spi.CallTransport;
import io.quintet.spi.Guarantee;
import io.quintet.spi.Guarantees;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import io.quintet.spi.Variant;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a transport says of itself. */
abstract class DeclarationScenarios {
    @Test
    void the_transport_declares_what_its_provider_declares(Lab lab) {
        TransportProvider provider = lab.kit().provider();
        Transport transport = lab.open();
        assertThat(transport.name()).isEqualTo(provider.name());
        assertThat(transport.guarantees()).isEqualTo(asConfigured(lab));
        assertThat(provider.guarantees().maxMessageBytes()).isPositive();
    }

    @Test
    void what_it_promises_without_settings_is_the_first_of_its_variants(Lab lab) {
        TransportProvider provider = lab.kit().provider();
        assertThat(provider.variants().stream().map(Variant::guarantees).limit(1))
                .allMatch(provider.guarantees()::equals);
        assertThat(provider.variants().stream().map(Variant::name)).doesNotHaveDuplicates();
    }

    @Test
    void what_reaches_other_machines_reaches_other_processes_and_what_needs_no_server_has_none_to_restart(Lab lab) {
        Set<Guarantee> kept = asConfigured(lab).kept();
        if (kept.contains(Guarantee.CROSS_MACHINE)) {
            assertThat(kept).contains(Guarantee.CROSS_PROCESS);
        }
        if (kept.contains(Guarantee.NO_SERVER)) {
            assertThat(lab.kit().server()).isEmpty();
        }
    }

    @Test
    void what_reads_past_messages_keeps_them_for_groups_that_come_later(Lab lab) {
        if (asConfigured(lab).kept().contains(Guarantee.REPLAY)) {
            assertThat(lab.kit().keepsForLatecomers()).isTrue();
        }
    }

    @Test
    void what_it_declares_fits_what_it_is(Lab lab) {
        var kept = lab.kit().provider().guarantees().kept();
        Transport transport = lab.open();
        assertThat(transport instanceof CallTransport)
                .as("is a CallTransport, as CALLS is declared")
                .isEqualTo(kept.contains(Guarantee.CALLS));
        assertThat(transport instanceof MessageTransport)
                .as("is a MessageTransport, as COMPETING_CONSUMERS, EVERY_GROUP or REDELIVERY is declared")
                .isEqualTo(lab.kit().provider().guarantees().carriesMessages());
    }

    @Test
    void the_provider_is_found_by_its_name(Lab lab) {
        TransportProvider provider = lab.kit().provider();
        assertThat(ServiceLoader.load(TransportProvider.class))
                .anyMatch(found -> found.name().equals(provider.name()) && found.getClass() == provider.getClass());
    }

    @Test
    void closing_a_transport_twice_does_nothing_the_second_time(Lab lab) {
        Transport transport = lab.open();
        transport.close();
        transport.close();
    }

    @Test
    void closing_one_transport_leaves_another_in_the_same_process_alone(Lab lab) {
        Transport first = lab.open();
        Transport second = lab.open();
        first.close();
        assertThat(second.guarantees().kept()).isNotEmpty();
    }

    private static Guarantees asConfigured(Lab lab) {
        Settings settings = new SettingsSource().code(lab.store()).settings();
        return lab.kit().provider().guarantees(settings);
    }
}

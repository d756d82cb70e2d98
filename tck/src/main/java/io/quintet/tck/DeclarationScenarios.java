package io.quintet.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.CallTransport;
import io.quintet.spi.Guarantee;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Transport;
import io.quintet.spi.TransportProvider;
import io.quintet.spi.Variant;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What a transport says of itself. */
abstract class DeclarationScenarios {
    @Test
    void the_transport_declares_what_its_provider_declares(Lab lab) {
        TransportProvider provider = lab.kit().provider();
        Transport transport = lab.open();
        assertThat(transport.name()).isEqualTo(provider.name());
        assertThat(transport.guarantees()).isEqualTo(lab.kit().promised());
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
    @Needs(Guarantee.CROSS_MACHINE)
    void what_reaches_other_machines_reaches_other_processes(Lab lab) {
        assertThat(lab.kit().promised().kept()).contains(Guarantee.CROSS_PROCESS);
    }

    @Test
    @Needs(Guarantee.NO_SERVER)
    void what_needs_no_server_has_none_to_restart(Lab lab) {
        assertThat(lab.kit().server()).isEmpty();
    }

    @Test
    @Needs(Guarantee.REPLAY)
    void what_reads_past_messages_keeps_them_for_groups_that_come_later(Lab lab) {
        assertThat(lab.kit().keepsForLatecomers()).isTrue();
    }

    @Test
    void what_it_declares_fits_what_it_is(Lab lab) {
        var kept = lab.kit().promised().kept();
        Transport transport = lab.open();
        assertThat(transport instanceof CallTransport)
                .as("is a CallTransport, as CALLS is declared")
                .isEqualTo(kept.contains(Guarantee.CALLS));
        assertThat(transport instanceof MessageTransport)
                .as("is a MessageTransport, as COMPETING_CONSUMERS, EVERY_GROUP or REDELIVERY is declared")
                .isEqualTo(lab.kit().promised().carriesMessages());
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
}

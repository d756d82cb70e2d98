package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import io.quintet.spi.ServiceContext;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DiscoveryTest {
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

    private Discovery discovery(String... settings) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        Settings all = new SettingsSource().code(values).settings();
        return new Discovery(all, new Transports(all, name -> context(all, name)), name -> context(all, name));
    }

    private ServiceContext context(Settings all, String section) {
        return new ServiceContext("shop", "shop-1", all.section(section), Clock.systemUTC(), timer);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private static List<String> addresses(Discovery discovery, String contract) {
        return discovery.over(CallsOnlyProvider.NAME).peers(contract).instances().stream()
                .map(Instance::endpoint)
                .peek(endpoint -> assertThat(endpoint.transport()).isEqualTo(CallsOnlyProvider.NAME))
                .map(Endpoint::address)
                .toList();
    }

    @Test
    void takes_the_endpoints_that_the_configuration_lists_and_makes_no_registry_for_them() {
        Discovery discovery = discovery(
                "endpoints.kitchen", "http://10.0.0.1:8080, http://10.0.0.2:8080", "registry", "none-of-that-name");

        assertThat(addresses(discovery, "kitchen")).containsExactly("http://10.0.0.1:8080", "http://10.0.0.2:8080");
    }

    @Test
    void asks_the_registry_for_contracts_that_are_not_listed() {
        try (Discovery discovery = discovery("endpoints.kitchen", "http://10.0.0.1", "registry", "memory")) {
            Instance courier = new Instance("c", "courier", "courier", new Endpoint(CallsOnlyProvider.NAME, "c:1"));
            var registration = discovery.register(courier);
            Directory directory = discovery.over(CallsOnlyProvider.NAME);
            assertThat(directory.peers("courier").instances()).containsExactly(courier);
            registration.close();
            assertThat(directory.peers("courier").instances()).isEmpty();
        }
    }

    @Test
    void needs_nothing_but_the_name_where_the_platform_finds_services() {
        try (Discovery discovery = discovery("registry", "platform")) {
            assertThat(addresses(discovery, "kitchen")).containsExactly("http://kitchen");
        }
        try (Discovery discovery =
                discovery("registry", "platform", "platform.address", "http://{contract}-{transport}.shop:8080")) {
            assertThat(addresses(discovery, "kitchen")).containsExactly("http://kitchen-wire.shop:8080");
        }
    }

    @Test
    void refuses_an_empty_address() {
        assertThatThrownBy(() -> discovery("endpoints.kitchen", "http://10.0.0.1, , http://10.0.0.2"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("endpoints.kitchen: \"http://10.0.0.1, , http://10.0.0.2\" (expected: addresses");
    }

    @Test
    void refuses_an_address_without_a_scheme_when_it_starts_and_not_at_each_call() {
        assertThatThrownBy(() -> discovery("endpoints.kitchen", "http://10.0.0.1, 10.0.0.7:8080"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("endpoints.kitchen: \"http://10.0.0.1, 10.0.0.7:8080\" (expected: addresses");
        try (Discovery discovery = discovery("registry", "platform", "platform.address", "{contract}:8080")) {
            assertThatThrownBy(() -> addresses(discovery, "kitchen"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("platform.address: \"{contract}:8080\" (expected: an address");
        }
    }

    @Test
    void refuses_a_host_that_is_none() {
        assertThatThrownBy(() -> discovery("discovery.host", "http://kitchen-1:8080"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("discovery.host: \"http://kitchen-1:8080\" (expected: a host's name or address");
    }

    @Test
    void enters_the_host_that_the_configuration_names() {
        try (Discovery discovery = discovery("registry", "memory", "discovery.host", "shop-1")) {
            Endpoint listening = new Endpoint(CallsOnlyProvider.NAME, "http://0.0.0.0:8080");
            var registration = discovery.register(new Instance("s", "shop", "menu", listening));
            assertThat(addresses(discovery, "menu")).containsExactly("http://shop-1:8080");
            registration.close();
        }
    }

    @Test
    void refuses_settings_that_the_registry_does_not_know() {
        try (Discovery discovery = discovery("registry", "platform", "platform.adress", "http://{contract}")) {
            assertThatThrownBy(() -> discovery
                            .over(CallsOnlyProvider.NAME)
                            .peers("kitchen")
                            .instances())
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("platform.adress: unknown setting (expected one of: platform.address)");
        }
    }
}

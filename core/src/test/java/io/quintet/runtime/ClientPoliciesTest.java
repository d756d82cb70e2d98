package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.resilience.CircuitSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientPoliciesTest {
    private static Settings settings(Map<String, String> code) {
        return new SettingsSource().code(code).settings();
    }

    private static ClientPolicies find(Map<String, String> code) {
        return ClientPolicies.read(Scopes.of(settings(code), Fixtures.operation("find")));
    }

    @Test
    void sensible_defaults_are_on() {
        ClientPolicies policies = find(Map.of());
        assertThat(policies.circuit()).isEqualTo(CircuitSettings.DEFAULT);
        assertThat(policies.outliers()).isNotNull();
        assertThat(policies.attempts()).isEqualTo(8);
        assertThat(policies.timeout()).isNull();
    }

    @Test
    void the_narrowest_scope_wins() {
        Map<String, String> code = Map.of(
                "resilience.timeout", "1s",
                "resilience.retry.attempts", "2",
                "contracts.shop.timeout", "2s",
                "contracts.shop.circuit.window", "30s",
                "operations.shop.find.timeout", "3s",
                "targets.shop-1.circuit.open", "7s");
        assertThat(find(code).timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(find(code).attempts()).isEqualTo(2);
        ClientPolicies again = ClientPolicies.read(Scopes.of(settings(code), Fixtures.operation("findAgain")));
        assertThat(again.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(again.circuit()).extracting(CircuitSettings::window).isEqualTo(new CircuitSettings.Window.Time(30));
        assertThat(Routing.readTarget(Scopes.of(settings(code), Fixtures.operation("find"), "shop-1", "shop"))
                        .circuit())
                .extracting(CircuitSettings::open)
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void what_is_off_is_not_there() {
        ClientPolicies off =
                find(Map.of("resilience.circuit.enabled", "false", "resilience.ejection.enabled", "false"));
        assertThat(off.circuit()).isNull();
        assertThat(off.outliers()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        resilience.circuit.failure-rate       | 0       | a whole number from 1 to 100
        contracts.shop.circuit.window         | 500ms   | a number of calls
        contracts.shop.circuit.minimum-calls  | 101     | at most circuit.window, which is 100
        operations.shop.find.timeout          | -1s     | a time above zero
        operations.shop.find.retry.attempts   | 0       | a whole number from 1 to 100
        operations.shop.find.balance.policy   | best    | one of two-choices, round-robin
        targets.shop-1.weight                 | 0       | a whole number from 1 to 1000
        resilience.circuit.windows            | 1       | unknown setting
        operations.shop.find.retries          | 1       | unknown setting
        """)
    void the_start_stops_with_the_value_and_the_expectation(String name, String value, String expected) {
        assertThatThrownBy(() -> Fixtures.runtime("x", "policies", Map.of(name, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(expected);
    }
}

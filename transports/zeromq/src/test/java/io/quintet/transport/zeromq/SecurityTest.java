package io.quintet.transport.zeromq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.ConfigurationException;
import io.quintet.QuintetException;
import io.quintet.config.SettingsSource;
import io.quintet.spi.Endpoint;
import io.quintet.spi.Receipt;
import io.quintet.transport.zeromq.Kitchen.Meal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.ZMQ;

/** CURVE: who has another key, or none, is neither answered nor called. */
@Timeout(60)
class SecurityTest {
    private static final ZMQ.Curve.KeyPair SERVER = ZMQ.Curve.generateKeyPair();
    private static final ZMQ.Curve.KeyPair CLIENT = ZMQ.Curve.generateKeyPair();
    private static final ZMQ.Curve.KeyPair STRANGER = ZMQ.Curve.generateKeyPair();

    @TempDir
    private Path directory;

    private static String[] keys(ZMQ.Curve.KeyPair own, ZMQ.Curve.KeyPair... trusted) {
        String trust = String.join(
                ",", List.of(trusted).stream().map(pair -> pair.publicKey).toList());
        return new String[] {
            "curve.public-key",
            own.publicKey,
            "curve.secret-key",
            own.secretKey,
            "curve.trust",
            trust,
            "connect-timeout",
            "1s"
        };
    }

    private static Endpoint serving(Town town, String... settings) {
        return town.open(settings).serve(List.of(Kitchen.COOK), call -> new Meal("secret"));
    }

    private static void turnedAway(ZeroMqTransport caller, Endpoint endpoint, String... words) {
        assertThatExceptionOfType(QuintetException.class)
                .isThrownBy(() -> caller.call(endpoint, Kitchen.call("soup", Town.PATIENCE)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .satisfies(e -> assertThat(e.retrySafe()).isTrue())
                .satisfies(e -> assertThat(e).hasMessageContainingAll(words));
    }

    @Test
    void those_who_trust_each_other_call_and_send_encrypted() throws Exception {
        try (Town town = new Town()) {
            Endpoint endpoint = serving(town, keys(SERVER, CLIENT));
            ZeroMqTransport client = town.open(keys(CLIENT, SERVER));
            assertThat(client.call(endpoint, Kitchen.call("soup", Town.PATIENCE)))
                    .isEqualTo(new Meal("secret"));
            Town.Got got = new Town.Got(true);
            town.open(keys(SERVER, CLIENT)).subscribe(Town.CHANNEL, "g", 10, got);
            assertThat(Town.receipt(client.send(Town.CHANNEL, List.of(Town.message("m", null)))))
                    .isInstanceOf(Receipt.Accepted.class);
            assertThat(got.take().message().id()).isEqualTo("m");
        }
    }

    @Test
    void a_caller_whose_key_is_not_trusted_is_turned_away() throws Exception {
        try (Town town = new Town()) {
            Endpoint endpoint = serving(town, keys(SERVER, CLIENT));
            turnedAway(town.open(keys(STRANGER, SERVER)), endpoint, "test-kitchen.cook");
            ZeroMqTransport client = town.open(keys(CLIENT, SERVER));
            assertThat(client.call(endpoint, Kitchen.call("soup", Town.PATIENCE)))
                    .isEqualTo(new Meal("secret"));
        }
    }

    @Test
    void a_server_whose_key_is_not_trusted_is_not_called() throws Exception {
        try (Town town = new Town()) {
            Endpoint endpoint = serving(town, keys(STRANGER, CLIENT));
            turnedAway(town.open(keys(CLIENT, SERVER)), endpoint, "not trusted", "zeromq.curve.trust");
        }
    }

    @Test
    void who_claims_a_key_in_the_registry_and_has_another_is_not_talked_to() throws Exception {
        try (Town town = new Town()) {
            Endpoint impostor = serving(town, keys(STRANGER, CLIENT));
            Address claimed = Address.parse(serving(town, keys(SERVER, CLIENT)).address());
            String address = new Address(Address.parse(impostor.address()).endpoint(), claimed.curve(), null).text();
            turnedAway(town.open(keys(CLIENT, SERVER)), new Endpoint("zeromq", address), "test-kitchen.cook");
        }
    }

    @Test
    void encryption_on_one_side_only_is_refused_with_the_mend() throws Exception {
        try (Town town = new Town()) {
            turnedAway(town.open(), serving(town, keys(SERVER, CLIENT)), "it encrypts", "zeromq.curve here");
            turnedAway(town.open(keys(CLIENT, SERVER)), serving(town), "does not encrypt", "zeromq.curve there");
        }
    }

    @Test
    void a_bare_socket_without_keys_gets_nothing_from_one_that_encrypts() throws Exception {
        try (Town town = new Town()) {
            Endpoint endpoint = serving(town, keys(SERVER, CLIENT));
            Endpoint without =
                    new Endpoint("zeromq", Address.parse(endpoint.address()).endpoint());
            turnedAway(town.open("connect-timeout", "1s"), without, "test-kitchen.cook");
        }
    }

    @Test
    void the_secret_key_comes_from_a_file_and_is_in_no_text() throws Exception {
        Path file = directory.resolve("curve.key");
        Files.writeString(file, SERVER.secretKey + "\n");
        ZeroMqSettings settings = ZeroMqSettings.of(new SettingsSource()
                .code(Map.of(
                        "curve.public-key",
                        SERVER.publicKey,
                        "curve.secret-key-file",
                        file.toString(),
                        "curve.trust",
                        CLIENT.publicKey))
                .settings());
        assertThat(settings.toString()).doesNotContain(SERVER.secretKey).contains("CurveKeys[");
        assertThatThrownBy(() -> ZeroMqSettings.of(new SettingsSource()
                        .code(Map.of("curve.public-key", SERVER.publicKey, "curve.secret-key", "top-secret-but-short"))
                        .settings()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("curve.secret-key", "40 characters of Z85")
                .hasMessageNotContaining("top-secret");
    }

    @Test
    void wrong_settings_are_refused_with_value_and_expectation() {
        for (Map<String, String> wrong : List.of(
                Map.of("bind", "udp://127.0.0.1:1"),
                Map.of("confirm", "maybe"),
                Map.of("heartbeat", "1s", "liveness", "1s"),
                Map.of("window", "1"))) {
            assertThatThrownBy(() ->
                            ZeroMqSettings.of(new SettingsSource().code(wrong).settings()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void a_port_that_is_taken_is_refused_by_name() throws Exception {
        try (Town town = new Town()) {
            String taken = Address.parse(serving(town).address()).endpoint();
            assertThatThrownBy(() -> serving(town, "bind", taken))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContainingAll("zeromq.bind", taken);
        }
    }
}

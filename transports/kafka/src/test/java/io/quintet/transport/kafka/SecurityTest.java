package io.quintet.transport.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.message.Channel;
import io.quintet.spi.Delivery;
import io.quintet.spi.MessageTransport;
import io.quintet.spi.Receipt;
import io.quintet.tck.Inbox;
import io.quintet.transport.kafka.server.KafkaServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka that talks over TLS, to those who know a password. */
class SecurityTest {
    private static final String WORD = "open-sesame";

    @Test
    void the_properties_of_kafkas_clients_bring_tls_and_a_login(@TempDir Path directory) throws Exception {
        Path store = keyStore(directory);
        try (KafkaServer kafka = KafkaServer.start(secured(store))) {
            Channel channel = Fixtures.channel(1);
            try (MessageTransport transport = transport(kafka, store, WORD)) {
                Inbox inbox = new Inbox(Delivery::ack);
                var subscription = transport.subscribe(channel, "g", 10, inbox);
                Fixtures.accept(transport, channel, Fixtures.message("a", "k"));
                assertThat(inbox.take().message().id()).isEqualTo("a");
                subscription.close();
            }
            try (MessageTransport wrong = transport(kafka, store, "wrong-word")) {
                assertThat(Fixtures.send(wrong, channel, Fixtures.message("b", "k")))
                        .isInstanceOfSatisfying(Receipt.Failed.class, failed -> {
                            assertThat(failed.error().code()).isEqualTo(Code.UNAUTHENTICATED);
                            assertThat(failed.error().toString()).doesNotContain("wrong-word");
                        });
            }
        }
    }

    private static Map<String, String> secured(Path store) {
        Map<String, String> settings = new HashMap<>(stores(store));
        settings.put("listener.security.protocol.map", "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("listener.name.plaintext.plain.sasl.jaas.config", login(WORD, " user_quintet=\"" + WORD + "\""));
        return settings;
    }

    private static MessageTransport transport(KafkaServer kafka, Path store, String word) {
        Map<String, String> client = new HashMap<>(stores(store));
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", "PLAIN");
        client.put("sasl.jaas.config", login(word, ""));
        String[] settings = new String[2 * client.size() + 2];
        settings[0] = "url";
        settings[1] = kafka.address();
        int i = 2;
        for (Map.Entry<String, String> property : client.entrySet()) {
            settings[i++] = "client." + property.getKey();
            settings[i++] = property.getValue();
        }
        return Fixtures.transport(settings);
    }

    private static String login(String word, String more) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"quintet\" password=\""
                + word + "\"" + more + ";";
    }

    private static Map<String, String> stores(Path store) {
        return Map.of(
                "ssl.keystore.location", store.toString(),
                "ssl.keystore.password", WORD,
                "ssl.key.password", WORD,
                "ssl.truststore.location", store.toString(),
                "ssl.truststore.password", WORD);
    }

    private static Path keyStore(Path directory) throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "kafka",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        WORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return store;
    }
}

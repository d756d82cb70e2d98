package io.quintet.discovery.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EtcdSettingsTest {
    @Test
    void needs_endpoints_only() {
        EtcdSettings settings = Registries.settings("endpoints", "http://etcd-1:2379 , https://[fd00::2]:2379/");
        assertThat(settings.endpoints())
                .map(Object::toString)
                .containsExactly("http://etcd-1:2379", "https://[fd00::2]:2379");
        assertThat(settings.prefix()).isEqualTo("/quintet/services");
        assertThat(settings.login()).isNull();
        assertThat(settings.tls()).isNull();
        assertThat(settings.watch()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void refuses_what_cannot_be_used() {
        refuses("endpoints: not set (expected: addresses with commas between them");
        refuses("endpoints: \"etcd-1:2379\" (expected: addresses", "endpoints", "etcd-1:2379");
        refuses("endpoints: \"http://a,\" (expected: addresses", "endpoints", "http://a,");
        refuses("(expected: addresses", "endpoints", "http://user:pw@a");
        refuses("prefix: \"/a/\" (expected: the beginning of a key", "endpoints", "http://a", "prefix", "/a/");
        refuses("lease: \"10ms\" (expected: a time from 1s to 1h)", "endpoints", "http://a", "lease", "10ms");
        refuses("password: not set (expected:", "endpoints", "http://a", "user", "root");
        refuses("user: not set (expected:", "endpoints", "http://a", "password", "pw");
        refuses("tls.key: not set (expected: a path", "endpoints", "http://a", "tls.certificate", "x.pem");
        refuses("there is no such file", "endpoints", "http://a", "tls.trust", "nowhere.pem");
    }

    private static void refuses(String complaint, String... settings) {
        assertThatThrownBy(() -> Registries.settings(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(complaint);
    }
}

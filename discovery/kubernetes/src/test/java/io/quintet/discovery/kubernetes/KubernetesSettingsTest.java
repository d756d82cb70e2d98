package io.quintet.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.config.SettingsSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesSettingsTest {
    @TempDir
    Path credentials;

    private KubernetesSettings read(Map<String, String> environment, String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("credentials", credentials.toString()));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return KubernetesSettings.read(new SettingsSource().code(all).settings(), environment);
    }

    @Test
    void needs_nothing_within_a_cluster() throws Exception {
        Files.writeString(credentials.resolve("namespace"), "shop\n");
        KubernetesSettings settings =
                read(Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "KUBERNETES_SERVICE_PORT", "6443"));

        assertThat(settings.api()).hasToString("https://10.96.0.1:6443");
        assertThat(settings.namespace()).isEqualTo("shop");
        assertThat(settings.service("kitchen")).isEqualTo("kitchen");
        assertThat(read(Map.of("KUBERNETES_SERVICE_HOST", "fd00::1")).api()).hasToString("https://[fd00::1]:443");
    }

    @Test
    void says_what_is_missing_elsewhere() {
        refuses("api: not set (expected: the address of the cluster's API");
        refuses("namespace: not set (expected: the namespace of the services, for", "api", "http://127.0.0.1:1");
    }

    @Test
    void refuses_what_cannot_be_used() {
        refuses("api: \"ftp://x\" (expected: the address", "api", "ftp://x", "namespace", "shop");
        refuses("api: \"https://(secret)@x\" (expected: the address", "api", "https://user:pw@x", "namespace", "shop");
        refuses("namespace: \"../x\" (expected: a name in Kubernetes", "api", "http://x", "namespace", "../x");
        refuses("kitchen: \"a&b\" (expected: a name", "api", "http://x", "namespace", "s", "services.kitchen", "a&b");
        refuses("scheme: \"ws\" (expected: http or https)", "api", "http://x", "namespace", "s", "scheme", "ws");
    }

    private void refuses(String complaint, String... settings) {
        assertThatThrownBy(() -> read(Map.of(), settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(complaint);
    }
}

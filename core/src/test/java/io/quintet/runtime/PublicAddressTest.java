package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.Endpoint;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class PublicAddressTest {
    private static String of(String address, String host) {
        Endpoint endpoint = PublicAddress.of(new Endpoint("http", address), host);
        assertThat(endpoint.transport()).isEqualTo("http");
        return endpoint.address();
    }

    @Test
    void is_where_the_instance_listens() {
        assertThat(of("http://10.0.0.7:8080", null)).isEqualTo("http://10.0.0.7:8080");
        assertThat(of("memory:default/shop-1", null)).isEqualTo("memory:default/shop-1");
    }

    @Test
    void has_the_host_that_was_told() {
        assertThat(of("https://0.0.0.0:8443", "kitchen-1")).isEqualTo("https://kitchen-1:8443");
        assertThat(of("memory:default/shop-1", "kitchen-1")).isEqualTo("memory:default/shop-1");
    }

    @Test
    void is_the_machines_own_where_the_instance_listens_at_all_of_them() throws Exception {
        String own = InetAddress.getLocalHost().getHostAddress();
        assertThat(of("http://0.0.0.0:8080", null)).isEqualTo("http://" + own + ":8080");
        assertThat(of("http://[::]:8080", null)).isEqualTo("http://" + own + ":8080");
    }
}

package io.quintet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
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

    private static String on(String address, String named, String... all) {
        PublicAddress.Machine machine = new PublicAddress.Machine() {
            @Override
            public InetAddress named() throws IOException {
                return InetAddress.getByName(named);
            }

            @Override
            public List<InetAddress> all() throws IOException {
                List<InetAddress> each = new ArrayList<>();
                for (String one : all) {
                    each.add(InetAddress.getByName(one));
                }
                return each;
            }
        };
        return PublicAddress.of(new Endpoint("http", address), null, machine).address();
    }

    @Test
    void is_the_machines_own_where_the_instance_listens_at_all_of_them() {
        assertThat(on("http://0.0.0.0:8080", "10.0.0.7", "10.0.0.8")).isEqualTo("http://10.0.0.7:8080");
        assertThat(on("http://[::]:8080", "10.0.0.7")).isEqualTo("http://10.0.0.7:8080");
        assertThat(on("tcp://0.0.0.0:5555?channel=a", "10.0.0.7")).isEqualTo("tcp://10.0.0.7:5555?channel=a");
    }

    @Test
    void is_that_of_an_interface_where_the_machines_name_stands_for_none_that_others_could_call() {
        assertThat(on("http://0.0.0.0:8080", "127.0.1.1", "127.0.0.1", "fe80::1", "fd00::7", "10.0.0.8", "10.0.0.9"))
                .isEqualTo("http://10.0.0.8:8080");
        assertThat(on("http://0.0.0.0:8080", "127.0.1.1", "::1", "169.254.0.1", "fd00::7"))
                .isEqualTo("http://[fd00:0:0:0:0:0:0:7]:8080");
        assertThat(on("http://0.0.0.0:8080", "127.0.1.1", "127.0.0.1")).isEqualTo("http://127.0.1.1:8080");
    }

    @Test
    void of_the_sixth_version_stands_in_brackets_and_without_what_only_the_machine_knows() {
        assertThat(on("http://[::]:8080", "fd00::7")).isEqualTo("http://[fd00:0:0:0:0:0:0:7]:8080");
        assertThat(on("http://[::]:8080", "::1", "::1")).isEqualTo("http://[0:0:0:0:0:0:0:1]:8080");
    }

    @Test
    void knows_this_machine() {
        assertThat(PublicAddress.of(new Endpoint("http", "http://0.0.0.0:8080"), null)
                        .address())
                .matches("http://[^/]+:8080")
                .doesNotContain("0.0.0.0");
    }
}

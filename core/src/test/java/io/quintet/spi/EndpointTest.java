package io.quintet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.7:8080",
                "https://payments.example.com",
                "http://my_host:8080",
                "http://[fd00::7]:8080",
                "tcp://10.0.0.7:5555?curve=00ff&channel=kitchen",
                "ipc:quintet-1",
                "memory:default/shop-1"
            })
    void an_address_has_a_scheme_and_a_place(String address) {
        assertThat(Endpoint.isAddress(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kitchen",
                "10.0.0.7:8080",
                "kitchen:8080",
                "localhost:8080/",
                "[fd00::7]:8080",
                "http:",
                "http://",
                "http:// kitchen",
                "http://kitchen http://cook",
                "://kitchen"
            })
    void without_them_it_is_none(String address) {
        assertThat(Endpoint.isAddress(address)).isFalse();
    }
}

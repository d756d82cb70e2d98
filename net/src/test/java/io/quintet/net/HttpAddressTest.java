package io.quintet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.QuintetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, false, 127.0.0.1, 8080",
        "https://kitchen:8443/, true, kitchen, 8443",
        "http://my_host:1, false, my_host, 1",
        "http://[fd00::7]:65535, false, fd00::7, 65535"
    })
    void has_a_host_and_a_port(String text, boolean tls, String host, int port) {
        HttpAddress address = HttpAddress.parse(text);

        assertThat(address).isEqualTo(new HttpAddress(tls, host, port));
        assertThat(HttpAddress.parse(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "http://kitchen, false, kitchen, 80",
        "http://kitchen/, false, kitchen, 80",
        "https://payments.example.com, true, payments.example.com, 443",
        "http://10.0.0.1, false, 10.0.0.1, 80",
        "https://[::1], true, ::1, 443",
        "https://[::1]/, true, ::1, 443"
    })
    void without_a_port_it_is_that_of_the_scheme(String text, boolean tls, String host, int port) {
        assertThat(HttpAddress.parse(text)).isEqualTo(new HttpAddress(tls, host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kitchen:8080",
                "ftp://kitchen:21",
                "http://",
                "http:///",
                "http://:8080",
                "http://[]:8080",
                "http://[::1",
                "http://[::1]8080",
                "http://::1",
                "http://fd00::7:8080",
                "http://kitchen:",
                "http://kitchen:0",
                "http://kitchen:65536",
                "http://kitchen:99999999999",
                "http://kitchen:80a",
                "http://kitchen/tickets",
                "http://kitchen:80/tickets",
                "http://kitchen?a=b",
                "http://kitchen#a",
                "http://user@kitchen",
                "http://kit chen"
            })
    void what_is_none_is_shown_and_nothing_was_sent(String text) {
        assertThatThrownBy(() -> HttpAddress.parse(text))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.retrySafe()).isTrue())
                .hasMessageContaining("endpoint \"" + text + "\" (expected: an address such as");
    }

    @Test
    void of_the_sixth_version_is_shown_in_brackets() {
        assertThat(new HttpAddress(true, "fd00::7", 443)).hasToString("https://[fd00::7]:443");
    }
}

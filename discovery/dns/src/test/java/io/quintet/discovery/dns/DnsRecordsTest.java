package io.quintet.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.ConfigurationException;
import io.quintet.config.Settings;
import io.quintet.config.SettingsSource;
import io.quintet.spi.Instance;
import io.quintet.spi.Sought;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;

/** What a real server's records are read as. */
@Timeout(60)
class DnsRecordsTest {
    private static final Sought KITCHEN = new Sought("kitchen", "http");

    @TempDir
    Path directory;

    private Dnsmasq dnsmasq;

    private Dnsmasq dnsmasq(String... records) throws Exception {
        dnsmasq = Dnsmasq.start(directory);
        for (String record : records) {
            dnsmasq.add(record);
        }
        return dnsmasq;
    }

    @AfterEach
    void stop() {
        if (dnsmasq != null) {
            dnsmasq.close();
        }
    }

    private static DnsSettings settings(String... settings) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        Settings section = new SettingsSource().code(values).settings();
        DnsSettings read = DnsSettings.read(section);
        section.rejectUnread();
        return read;
    }

    private static Answer<Instance> find(DnsSettings settings) throws Exception {
        return new Services(settings, new Resolution(settings.resolver(), settings.search()))
                .find(KITCHEN)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static List<String> addresses(Answer<Instance> answer) {
        return answer.found().stream()
                .map(instance -> instance.endpoint().address())
                .toList();
    }

    @Test
    void addresses_are_instances_at_the_port_of_the_settings() throws Exception {
        dnsmasq("host-record=kitchen.shop.test,127.0.0.1,7", "host-record=kitchen.shop.test,127.0.0.2,7");
        Answer<Instance> answer =
                find(settings("servers", dnsmasq.address(), "name", "{contract}.shop.test", "port", "8080"));

        assertThat(addresses(answer)).containsExactly("http://127.0.0.1:8080", "http://127.0.0.2:8080");
        assertThat(answer.ttl()).isEqualTo(7);
    }

    @Test
    void addresses_of_the_sixth_version_count_where_there_are_no_others() throws Exception {
        dnsmasq("host-record=six.shop.test,::1,7", "host-record=both.shop.test,127.0.0.1,::1,7");
        assertThat(addresses(find(settings("servers", dnsmasq.address(), "name", "six.shop.test", "port", "8080"))))
                .containsExactly("http://[0:0:0:0:0:0:0:1]:8080");
        assertThat(addresses(find(settings("servers", dnsmasq.address(), "name", "both.shop.test", "port", "8080"))))
                .containsExactly("http://127.0.0.1:8080");
    }

    @Test
    void an_alias_holds_no_longer_than_the_shortest_of_its_way() throws Exception {
        dnsmasq("host-record=cook-1.shop.test,127.0.0.1,30", "cname=kitchen.shop.test,cook-1.shop.test,3");
        Answer<Instance> answer = find(settings("servers", dnsmasq.address(), "names.kitchen", "kitchen.shop.test"));

        assertThat(addresses(answer)).containsExactly("http://127.0.0.1:80");
        assertThat(answer.ttl()).isEqualTo(3);
    }

    @Test
    void of_services_those_of_the_best_priority_count() throws Exception {
        dnsmasq(
                "host-record=cook-1.shop.test,127.0.0.1",
                "host-record=cook-2.shop.test,127.0.0.2",
                "host-record=cook-2.shop.test,127.0.0.3",
                "host-record=spare.shop.test,127.0.0.9",
                "srv-host=_http._tcp.kitchen.shop.test,cook-1.shop.test,8081,10,1",
                "srv-host=_http._tcp.kitchen.shop.test,cook-2.shop.test,8082,10,1",
                "srv-host=_http._tcp.kitchen.shop.test,spare.shop.test,8089,20,1");
        String[] common = {"servers", dnsmasq.address(), "records", "srv", "name", "{contract}.shop.test"};

        assertThat(addresses(find(settings(common))))
                .containsExactly("http://127.0.0.1:8081", "http://127.0.0.2:8082", "http://127.0.0.3:8082");
        List<String> secure = new java.util.ArrayList<>(List.of(common));
        secure.addAll(List.of("scheme", "https"));
        assertThat(addresses(find(settings(secure.toArray(String[]::new)))))
                .containsExactly("https://cook-1.shop.test:8081", "https://cook-2.shop.test:8082");
    }

    @Test
    void a_target_that_is_not_there_is_left_out() throws Exception {
        dnsmasq(
                "host-record=cook-1.shop.test,127.0.0.1",
                "srv-host=_http._tcp.kitchen.shop.test,cook-1.shop.test,8081",
                "srv-host=_http._tcp.kitchen.shop.test,gone.shop.test,8082");

        assertThat(addresses(
                        find(settings("servers", dnsmasq.address(), "records", "srv", "name", "{contract}.shop.test"))))
                .containsExactly("http://127.0.0.1:8081");
    }

    @Test
    void a_target_that_cannot_be_looked_up_keeps_nobody_from_the_others() throws Exception {
        dnsmasq(
                "host-record=cook-1.shop.test,127.0.0.1",
                "srv-host=_http._tcp.kitchen.shop.test,cook-1.shop.test,8081",
                "srv-host=_http._tcp.kitchen.shop.test,cook-2.elsewhere.example,8082");
        Answer<Instance> answer =
                find(settings("servers", dnsmasq.address(), "records", "srv", "name", "{contract}.shop.test"));

        assertThat(addresses(answer)).containsExactly("http://127.0.0.1:8081");
        assertThat(answer.missing()).contains("cook-2.elsewhere.example. A: the server says REFUSED");
        assertThat(answer.ttl()).isZero();
    }

    @Test
    void the_first_domain_that_has_a_short_name_counts_whichever_the_version_of_its_addresses() throws Exception {
        dnsmasq("host-record=kitchen.near.shop.test,::1", "host-record=kitchen.far.shop.test,127.0.0.9");
        Search search = new Search(List.of(Name.fromString("near.shop.test."), Name.fromString("far.shop.test.")), 1);
        Answer<String> answer = new Resolution(
                        settings("servers", dnsmasq.address()).resolver(), search)
                .addresses(Name.fromString("kitchen"))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);

        assertThat(answer.found()).containsExactly("[0:0:0:0:0:0:0:1]");
    }

    @Test
    void no_such_name_is_an_answer_and_not_a_failure() throws Exception {
        dnsmasq();
        assertThat(find(settings("servers", dnsmasq.address(), "name", "nobody.shop.test"))
                        .found())
                .isEmpty();
    }

    @Test
    void a_server_that_refuses_is_a_failure_and_no_answer() throws Exception {
        dnsmasq();
        assertThatThrownBy(() -> find(settings("servers", dnsmasq.address(), "name", "elsewhere.example")))
                .satisfies(e ->
                        assertThat(Resolution.reason(e)).contains("elsewhere.example. A: the server says REFUSED"));
    }

    @Test
    void a_server_that_is_silent_is_a_failure_after_the_timeout_and_the_next_one_is_asked_before() throws Exception {
        dnsmasq("host-record=kitchen.shop.test,127.0.0.1");
        String there = dnsmasq.address();
        Dnsmasq gone = Dnsmasq.start(directory);
        String away = gone.address();
        gone.close();
        assertThat(addresses(find(
                        settings("servers", away + ", " + there, "name", "kitchen.shop.test", "timeout", "200ms"))))
                .containsExactly("http://127.0.0.1:80");
        assertThatThrownBy(() -> find(settings("servers", away, "name", "kitchen.shop.test", "timeout", "200ms")))
                .satisfies(e -> assertThat(Resolution.reason(e)).contains("kitchen.shop.test"));
    }

    @Test
    void an_answer_holds_as_long_as_its_records_within_the_bounds_of_the_settings() {
        DnsSettings settings = settings("least-ttl", "2s", "most-ttl", "10s");
        assertThat(settings.hold(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.hold(5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.hold(3600)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void short_names_are_searched_for_as_systems_do() throws Exception {
        Search search = new Search(List.of(Name.fromString("shop.svc.cluster.local."), Name.fromString("svc.")), 2);
        assertThat(search.names(Name.fromString("kitchen")))
                .hasToString("[kitchen.shop.svc.cluster.local., kitchen.svc., kitchen.]");
        assertThat(search.names(Name.fromString("a.b.c")))
                .hasToString("[a.b.c., a.b.c.shop.svc.cluster.local., a.b.c.svc.]");
        assertThat(search.names(Name.fromString("kitchen."))).hasToString("[kitchen.]");
    }

    @Test
    void refuses_settings_that_cannot_be_used() {
        refuses("servers: \"10.0.0.2:port\" (expected: addresses such as", "servers", "10.0.0.2:port");
        refuses("records: \"mx\" (expected: address or srv)", "records", "mx");
        refuses("name: \"a..b\" (expected: a domain name", "name", "a..b");
        refuses("kitchen: \"a..b\" (expected: a domain name", "names.kitchen", "a..b");
        refuses("least-ttl: \"1m\" (expected: at most most-ttl, which is PT30S)", "least-ttl", "1m");
        refuses("prot: unknown setting", "prot", "80");
    }

    private static void refuses(String complaint, String... settings) {
        assertThatThrownBy(() -> settings(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(complaint);
    }
}

package io.quintet.discovery.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.spi.Endpoint;
import io.quintet.spi.Instance;
import org.apache.curator.x.discovery.ServiceInstance;
import org.apache.curator.x.discovery.details.JsonInstanceSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceFormatTest {
    private static final Instance KITCHEN =
            new Instance("kitchen-1", "kitchen-service", "kitchen", new Endpoint("grpc", "https://10.0.0.7:8443"));

    private final InstanceFormat format = new InstanceFormat();

    private Instance read(String document) throws Exception {
        ServiceInstance<Instance> read = format.deserialize(document.getBytes(UTF_8));
        assertThat(read.isEnabled()).isEqualTo(read.getPayload() != null);
        return read.getPayload();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.7:8443",
                "http://kitchen",
                "http://my_host:8080",
                "http://[fd00::7]:8080",
                "tcp://10.0.0.7:5555?curve=00ff&channel=kitchen",
                "ipc:quintet-1"
            })
    void reads_what_it_writes(String address) throws Exception {
        Instance entered = new Instance("kitchen-1", "kitchen-service", "kitchen", new Endpoint("grpc", address));
        ServiceInstance<Instance> read = format.deserialize(format.serialize(InstanceFormat.wrap(entered)));

        assertThat(read.getPayload()).isEqualTo(entered);
        assertThat(read.isEnabled()).isTrue();
    }

    @Test
    void curators_own_reader_reads_what_it_writes() throws Exception {
        ServiceInstance<Object> read =
                new JsonInstanceSerializer<>(Object.class).deserialize(format.serialize(InstanceFormat.wrap(KITCHEN)));

        assertThat(read.getName()).isEqualTo("kitchen");
        assertThat(read.getAddress()).isEqualTo("10.0.0.7");
        assertThat(read.getPort()).isNull();
        assertThat(read.getSslPort()).isEqualTo(8443);
    }

    @Test
    void reads_instances_of_others() throws Exception {
        assertThat(read("""
            {"name":"kitchen","id":"8f1a","address":"10.0.0.8","port":8080,"sslPort":null,
             "payload":{"@class":"org.springframework.cloud.zookeeper.discovery.ZookeeperInstance","id":"x","metadata":{}},
             "registrationTimeUTC":1,"serviceType":"DYNAMIC","uriSpec":{"parts":[]}}\
            """))
                .isEqualTo(new Instance("8f1a", "kitchen", "kitchen", new Endpoint("http", "http://10.0.0.8:8080")));
    }

    @Test
    void an_address_of_others_may_be_of_the_sixth_version() throws Exception {
        assertThat(read("{\"name\":\"kitchen\",\"id\":\"1\",\"address\":\"fd00::8\",\"port\":8080}"))
                .isEqualTo(new Instance("1", "kitchen", "kitchen", new Endpoint("http", "http://[fd00::8]:8080")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "7",
                "{}",
                "{\"name\":\"kitchen\",\"id\":\"1\",\"address\":\"10.0.0.8\"}",
                "{\"name\":\"kitchen\",\"id\":\"1\",\"port\":8080}",
                "{\"name\":\"kitchen\",\"id\":\"1\",\"payload\":{\"address\":\"10.0.0.8:8080\"}}",
                "{\"name\":[\"kitchen\"],\"id\":\"1\",\"address\":\"10.0.0.8\",\"port\":8080}"
            })
    void what_is_no_instance_is_passed_over(String document) throws Exception {
        assertThat(read(document)).isNull();
    }

    @Test
    void one_that_is_switched_off_is_not_called() throws Exception {
        assertThat(format.deserialize(
                                "{\"name\":\"kitchen\",\"id\":\"1\",\"address\":\"10.0.0.8\",\"port\":8080,\"enabled\":false}"
                                        .getBytes(UTF_8))
                        .isEnabled())
                .isFalse();
    }
}

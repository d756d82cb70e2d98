package io.quintet.discovery.dns;

import io.quintet.spi.Instance;
import io.quintet.tck.Book;
import io.quintet.tck.RegistryTck;
import io.quintet.tck.Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** SRV records of a real server. */
class DnsTckTest extends RegistryTck {
    @Override
    protected Book freshBook(Path directory) throws IOException {
        return new Zone(Dnsmasq.start(directory));
    }

    private record Zone(Dnsmasq dnsmasq) implements Book {
        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "registry", "dns",
                    "dns.servers", dnsmasq.address(),
                    "dns.records", "srv",
                    "dns.name", "{contract}.shop.test",
                    "dns.least-ttl", "100ms",
                    "dns.most-ttl", "500ms",
                    "dns.timeout", "300ms");
        }

        private static String record(Instance instance) {
            URI address = URI.create(instance.endpoint().address());
            String host = instance.id() + ".shop.test";
            return "srv-host=_" + instance.endpoint().transport() + "._tcp." + instance.contract() + ".shop.test,"
                    + host + "," + address.getPort() + "\nhost-record=" + host + "," + address.getHost();
        }

        @Override
        public boolean entered() {
            return false;
        }

        @Override
        public void list(Instance instance) {
            dnsmasq.add(record(instance));
        }

        @Override
        public void strike(Instance instance) {
            dnsmasq.remove(record(instance));
        }

        @Override
        public Optional<Server> server() {
            return Optional.of(dnsmasq);
        }

        @Override
        public void close() {
            dnsmasq.close();
        }
    }
}

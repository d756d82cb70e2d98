package io.quintet.discovery.etcd;

import static io.quintet.discovery.etcd.Registries.follow;
import static io.quintet.discovery.etcd.Registries.kitchen;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.faults.net.ProcessFaults;
import io.quintet.spi.Registry;
import org.junit.jupiter.api.Test;

/** What etcd, and others that write to it, may do to those who watch. */
class EntryWatchTest extends EtcdFixture {
    private static final String PREFIX = "/quintet/services/kitchen/";

    private Registry open(String... more) {
        String[] all = new String[more.length + 2];
        System.arraycopy(more, 0, all, 2, more.length);
        all[0] = "endpoints";
        all[1] = etcd.address();
        return registries.open(all);
    }

    private static String value(String id, String contract, String address) {
        return "{\"id\":\"" + id + "\",\"contract\":\"" + contract + "\",\"transport\":\"http\",\"address\":\""
                + address + "\"}";
    }

    private static String valid(String id) {
        return value(id, "kitchen", "http://10.0.0.1:8080");
    }

    @Test
    void what_is_no_instance_of_the_contract_is_passed_over() throws Exception {
        etcd.put(PREFIX + "1", "");
        etcd.put(PREFIX + "2", "no json");
        etcd.put(PREFIX + "3", "null");
        etcd.put(PREFIX + "4", "[".repeat(2000));
        etcd.put(PREFIX + "5", "{\"id\":{\"id\":1},\"contract\":\"kitchen\"}");
        etcd.put(PREFIX + "6", value("other", "orders", "http://10.0.0.1:8080"));
        etcd.put(PREFIX + "7", value("nowhere", "kitchen", "10.0.0.1:8080"));
        etcd.put(PREFIX + "8", value("spaces", "kitchen", "http://10.0.0.1 :8080"));
        etcd.put(PREFIX + "9", value("line\\nbreak", "kitchen", "http://10.0.0.1:8080"));
        etcd.put(PREFIX + "10", valid("x".repeat(2000)));
        etcd.put(PREFIX + "11", valid("large") + " ".repeat(10_000));
        etcd.put("/quintet/services/kitchen", valid("above"));
        etcd.put("/quintet/services/kitchens/1", valid("beside"));
        etcd.put(PREFIX + "20", valid("a"));
        Told told = follow(open());
        told.await("[a]");
        etcd.put(PREFIX + "21", "still no json");
        etcd.put(PREFIX + "21", valid("b"));
        told.await("[a, b]");
        etcd.put(PREFIX + "20", "{}");
        told.await("[b]");
        assertThat(told.all()).noneMatch(one -> one.startsWith("lost"));
    }

    @Test
    void reads_everything_again_when_the_changes_were_compacted_away_and_says_nothing_of_an_outage() throws Exception {
        etcd.put(PREFIX + "1", valid("a"));
        Told told = follow(open("watch", "300ms"));
        told.await("[a]");
        etcd.put("/elsewhere", "1");
        etcd.put("/elsewhere", "2");
        etcd.put("/elsewhere", "3");
        etcd.post("/v3/kv/compaction", "{\"revision\":\"5\"}");
        told.await("[a] again, for everything was read again", all -> all.size() > 1);
        etcd.put(PREFIX + "2", valid("b"));
        told.await("[a, b]");
        assertThat(told.all()).doesNotContain("[]").noneMatch(one -> one.startsWith("lost"));
    }

    @Test
    void goes_on_where_it_was_when_the_time_of_one_watch_is_over() throws Exception {
        Told told = follow(open("watch", "50ms"));
        told.await("[]");
        for (int i = 1; i <= 5; i++) {
            etcd.put(PREFIX + i, valid(String.valueOf(i)));
            int number = i;
            told.await(i + " instances", all -> all.getLast().endsWith(number + "]"));
        }
        assertThat(told.all()).containsExactly("[]", "[1]", "[1, 2]", "[1, 2, 3]", "[1, 2, 3, 4]", "[1, 2, 3, 4, 5]");
    }

    @Test
    void a_server_that_hangs_is_noticed_by_one_that_has_entered_nothing() throws Exception {
        open().register(kitchen("a"));
        Told told = follow(open("watch", "1h"));
        told.await("[a]");
        try (ProcessFaults faults = new ProcessFaults()) {
            faults.stop(etcd.process());
            assertThat(told.awaitLost(1)).startsWith("lost: etcd: " + etcd.address() + ": ");
        }
        told.await("[a]");
    }
}

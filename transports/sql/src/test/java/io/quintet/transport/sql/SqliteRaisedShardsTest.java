package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.transport;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** More shards on SQLite; also with a process that dies. */
class SqliteRaisedShardsTest extends RaisedShardsSuite {
    @Override
    TestDatabase database(Path where) {
        return TestDatabase.sqlite(where);
    }

    @Test
    void keys_keep_their_order_under_load_with_slow_keys_and_a_member_killed_in_between() throws Exception {
        KeyOrder one = slow();
        KeyOrder two = fast();
        try (SqlMessageTransport a = transport(directory, "lease", "600ms");
                SqlMessageTransport b = transport(directory, "lease", "600ms");
                SqlMessageTransport c = transport(directory, "lease", "600ms");
                PeerProcess killed = PeerProcess.start(
                        "consume", Peer.argument(Fixtures.settings(directory)), "orders", "4", "one", "0")) {
            killed.await("READY", 1);
            a.subscribe(ORDERS, "one", 500, one);
            b.subscribe(ORDERS, "one", 500, one);
            c.subscribe(ORDERS, "two", 500, two);
            rounds(20, a, b);
            killed.await("GOT", 1); // it holds what it got, and with that the boundary of its group
            raise(16);
            rounds(30, b, c);
            two.await(KEYS * 50); // a group by itself
            killed.kill();
            rounds(10, a, c);
            one.await(KEYS * 60);
            two.await(KEYS * 60);
            assertThat(one.wrong()).isEmpty();
            assertThat(two.wrong()).isEmpty();
            assertThat(segmentShards()).containsExactly("4", "16");
            awaitGroups(16, 2);
        }
    }
}

package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.channel;
import static io.quintet.transport.sql.Fixtures.context;
import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.message.Channel;
import io.quintet.spi.Receipt;
import io.quintet.transport.sql.server.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The network between a process and the server. */
@Timeout(60)
class PostgresOutageTest {
    private static final Channel ORDERS = channel("orders", 1);

    private final TestDatabase store = TestDatabase.postgres();
    private Tunnel tunnel;
    private SqlMessageTransport cutOff;

    @BeforeEach
    void open() throws Exception {
        int port = PostgresServer.shared().port();
        tunnel = new Tunnel(port);
        Map<String, String> settings = store.settings("lease", "1s");
        String url = settings.get("url").replace(":" + port + "/", ":" + tunnel.port() + "/") + "?socketTimeout=3";
        cutOff = new SqlMessageTransport(context("cut-off", store.settings("lease", "1s", "url", url)));
    }

    @AfterEach
    void close() throws Exception {
        tunnel.heal();
        cutOff.close();
        tunnel.close();
    }

    private static CompletableFuture<List<Receipt>> send(SqlMessageTransport transport, String id, String key) {
        return transport.send(ORDERS, List.of(message(id, key, id)));
    }

    private static void accepted(SqlMessageTransport transport, String id, String key) throws Exception {
        assertThat(send(transport, id, key).get(20, TimeUnit.SECONDS)).containsExactly(Receipt.Accepted.INSTANCE);
    }

    @Test
    void sending_into_a_network_that_swallows_everything_fails_in_time_and_works_again_when_it_heals()
            throws Exception {
        accepted(cutOff, "before", "k");
        tunnel.swallow();
        Receipt receipt =
                send(cutOff, "doubtful", "k").get(20, TimeUnit.SECONDS).get(0);
        QuintetException error = ((Receipt.Failed) receipt).error();
        assertThat(error.code()).isEqualTo(Code.UNAVAILABLE);
        tunnel.heal();
        Await.until("accepted again", () -> {
            try {
                return send(cutOff, "after", "k").get(20, TimeUnit.SECONDS).get(0) instanceof Receipt.Accepted;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        if (error.retrySafe()) {
            Receiver receiver = Receiver.acking();
            try (SqlMessageTransport other = store.transport("lease", "1s")) { // whose connections are all sound
                other.subscribe(ORDERS, "g", 10, receiver);
                assertThat(receiver.await(2).texts())
                        .as("it said that nothing was written")
                        .doesNotContain("doubtful");
            }
        }
    }

    @Test
    void a_member_that_is_cut_off_delivers_nothing_more_and_another_takes_over() throws Exception {
        Receiver held = Receiver.holding();
        cutOff.subscribe(ORDERS, "g", 10, held);
        accepted(cutOff, "a", "k");
        accepted(cutOff, "b", "k");
        held.await(1);
        tunnel.swallow();
        try (SqlMessageTransport other = store.transport("lease", "1s")) {
            Receiver heir = Receiver.acking();
            other.subscribe(ORDERS, "g", 10, heir);
            heir.await(2);
            held.deliveries().get(0).ack(); // would hand out b, were the shard still its own
            assertThat(held.texts()).containsExactly("a");
            assertThat(heir.texts()).containsExactly("a", "b");
            assertThat(heir.attempts().get(0)).as("it was delivered before").isEqualTo(2);
            tunnel.heal();
            accepted(other, "c", "k");
            Await.until(
                    "c once", () -> heir.texts().contains("c") || held.texts().contains("c"));
        }
    }

    @Test
    void connections_that_are_reset_come_back_by_themselves() throws Exception {
        Receiver receiver = Receiver.acking();
        cutOff.subscribe(ORDERS, "g", 10, receiver);
        for (int i = 0; i < 5; i++) {
            String id = "m" + i;
            Await.until("accepted", () -> {
                try {
                    return send(cutOff, id, null).get(20, TimeUnit.SECONDS).get(0) instanceof Receipt.Accepted;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            tunnel.breakOff();
        }
        Await.until(
                "all, so far " + receiver.texts(),
                () -> receiver.texts().containsAll(List.of("m0", "m1", "m2", "m3", "m4")));
    }

    @Test
    void a_server_that_was_the_primary_is_left_for_the_one_that_is() throws Exception {
        String role = "moved_" + UUID.randomUUID().toString().replace("-", "");
        store.executeOnService("CREATE ROLE " + role + " SUPERUSER LOGIN");
        Map<String, String> settings = store.settings("lease", "1s", "user", role);
        String url = settings.get("url").replace(":" + PostgresServer.shared().port() + "/", ":" + tunnel.port() + "/");
        try (SqlMessageTransport moving =
                new SqlMessageTransport(context("moving", store.settings("lease", "1s", "user", role, "url", url)))) {
            Receiver receiver = Receiver.acking();
            moving.subscribe(ORDERS, "g", 10, receiver);
            accepted(moving, "before", "k");
            receiver.await(1);
            store.executeOnService("ALTER ROLE " + role + " SET default_transaction_read_only TO on");
            tunnel.breakOff();
            AtomicReference<QuintetException> refused = new AtomicReference<>();
            Await.until("refused as read-only", () -> {
                if (receipt(moving, "lost") instanceof Receipt.Failed failed) {
                    refused.set(failed.error());
                }
                return refused.get() != null
                        && String.valueOf(refused.get().getMessage()).contains("read-only");
            });
            assertThat(refused.get().code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(refused.get().retrySafe()).isTrue();
            Await.until(
                    "no sign of life is stored any more",
                    () -> store.groups("SELECT count(*) FROM member"
                                    + " WHERE expires > extract(epoch FROM clock_timestamp()) * 1000")
                            .equals(List.of("0")));
            store.executeOnService("ALTER ROLE " + role + " RESET default_transaction_read_only");
            Await.until("accepted again", () -> receipt(moving, "after") instanceof Receipt.Accepted);
            Await.until("delivered again", () -> receiver.texts().contains("after"));
        } finally {
            store.executeOnService("DROP ROLE " + role);
        }
    }

    private static Receipt receipt(SqlMessageTransport transport, String id) {
        try {
            return send(transport, id, "k").get(20, TimeUnit.SECONDS).getFirst();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void leases_are_counted_by_the_servers_clock_and_end_early_for_a_clock_that_jumps_ahead() throws Exception {
        TestClock clock = new TestClock(); // years behind the server's
        Receiver first = Receiver.holding();
        Receiver second = Receiver.acking();
        try (SqlMessageTransport ours = store.transport("lease", "1h");
                SqlMessageTransport other =
                        new SqlMessageTransport(context("other", store.settings("lease", "400ms"), clock))) {
            ours.subscribe(ORDERS, "g", 10, first);
            accepted(ours, "a", "k");
            first.await(1);
            clock.advance(Duration.ofHours(-1));
            other.subscribe(ORDERS, "g", 10, second);
            Await.until("both", () -> store.groups("SELECT id FROM member").size() == 2);
            clock.advance(Duration.between(clock.instant(), Instant.now()).plus(Duration.ofHours(2)));
            second.await(1);
            assertThat(second.texts()).containsExactly("a");
        }
    }
}

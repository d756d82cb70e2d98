package io.quintet.transport.sql;

import static io.quintet.transport.sql.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quintet.Code;
import io.quintet.QuintetException;
import io.quintet.Transaction;
import io.quintet.message.Message;
import io.quintet.spi.Delivery;
import io.quintet.spi.Fence;
import io.quintet.spi.ServiceDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactions of two owners of a shard run side by side on a server. */
@Timeout(60)
class PostgresFencingTest {
    private final TestDatabase store = TestDatabase.postgres();

    /** The token that is kept where ownership is. */
    private final AtomicLong current = new AtomicLong(1);

    private ServiceDatabase old;
    private ServiceDatabase heir;

    @BeforeEach
    void open() {
        old = Fixtures.serviceDatabase(store.serviceSettings());
        heir = Fixtures.serviceDatabase(store.serviceSettings());
        store.executeOnService("CREATE TABLE log(entry TEXT, at TIMESTAMPTZ DEFAULT clock_timestamp())");
    }

    @AfterEach
    void close() {
        old.close();
        heir.close();
    }

    private static void log(String entry) throws java.sql.SQLException {
        try (var insert = Transaction.current().connection().prepareStatement("INSERT INTO log(entry) VALUES (?)")) {
            insert.setString(1, entry);
            insert.executeUpdate();
        }
    }

    private List<String> entries() {
        return store.service("SELECT entry FROM log ORDER BY at");
    }

    private List<Delivery> delivery(String id, long token) {
        return List.of(new Owned(message(id, "k", ""), token, current));
    }

    @Test
    void the_next_owner_waits_for_a_handler_that_is_in_the_middle_of_its_transaction() throws Exception {
        CountDownLatch within = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> stale = run(() -> old.once("g", delivery("a", 1), fresh -> {
            within.countDown();
            assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            log("old");
        }));
        assertThat(within.await(20, TimeUnit.SECONDS)).isTrue();
        current.set(2);
        CompletableFuture<Void> next = run(() -> heir.once("g", delivery("b", 2), fresh -> log("heir")));
        Await.until(
                "the heir waits for its lock",
                () -> store.service("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                                .size()
                        == 1);
        assertThat(next).isNotDone();
        go.countDown();
        stale.get(20, TimeUnit.SECONDS);
        next.get(20, TimeUnit.SECONDS);
        assertThat(entries()).containsExactly("old", "heir");
    }

    @Test
    void a_handler_of_the_former_owner_that_comes_late_commits_nothing() throws Exception {
        assertThat(old.once("g", delivery("a", 1), fresh -> log("a"))).isEqualTo(1);
        current.set(2);
        assertThat(heir.once("g", delivery("b", 2), fresh -> log("b"))).isEqualTo(1);
        assertThatThrownBy(() -> old.once("g", delivery("c", 1), fresh -> log("c")))
                .isInstanceOfSatisfying(
                        QuintetException.class, e -> assertThat(e.code()).isEqualTo(Code.ABORTED));
        assertThat(entries()).containsExactly("a", "b");
    }

    @Test
    void handlers_of_one_owner_do_not_wait_for_each_other() throws Exception {
        old.once("g", delivery("first", 1), fresh -> {});
        CountDownLatch both = new CountDownLatch(2);
        ServiceDatabase.Handling meet = fresh -> {
            both.countDown();
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
        };
        CompletableFuture<Void> one = run(() -> old.once("g", delivery("a", 1), meet));
        CompletableFuture<Void> two = run(() -> old.once("g", delivery("b", 1), meet));
        one.get(20, TimeUnit.SECONDS);
        two.get(20, TimeUnit.SECONDS);
    }

    private interface Action {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> run(Action action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private record Owned(Message message, long token, AtomicLong current) implements Delivery, Fence {
        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public Fence fence() {
            return this;
        }

        @Override
        public String shard() {
            return "orders/0";
        }

        @Override
        public boolean holds() {
            return token == current.get();
        }

        @Override
        public void ack() {}

        @Override
        public void retry(Duration after, Throwable cause) {}

        @Override
        public void reject(Throwable cause) {}
    }
}

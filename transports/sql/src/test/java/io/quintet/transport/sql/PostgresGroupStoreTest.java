package io.quintet.transport.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.config.SettingsSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Leases on PostgreSQL. */
class PostgresGroupStoreTest extends GroupStoreSuite {
    @Override
    TestDatabase database(Path where) {
        return TestDatabase.postgres();
    }

    /** Returns when what was begun waits for a lock, and does not end before. */
    private static void awaitWaiting(CompletableFuture<?> begun, TestDatabase database) {
        while (database.groupNumber("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0) {
            assertThat(begun).as("waits for the lock of another").isNotDone();
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void a_channel_is_removed_after_the_sign_of_life_that_is_under_way_and_does_not_block_it() throws Exception {
        TestDatabase database = TestDatabase.postgres();
        try (GroupStore store = open(database, Clock.systemUTC());
                Connection member = database.service();
                Statement sign = member.createStatement()) {
            Membership joined = store.join(CHANNEL, "kitchen", "a", LEASE);
            store.renew(joined, null, Map.of(), false, LEASE);
            member.setAutoCommit(false);
            sign.execute("SELECT id FROM subscriber_group FOR UPDATE");
            sign.execute("UPDATE member SET expires = expires");
            CompletableFuture<Void> removed = CompletableFuture.runAsync(() -> store.remove(CHANNEL.id()));
            awaitWaiting(removed, database);
            sign.execute("UPDATE shard SET owner = owner");
            member.commit();
            removed.get(10, TimeUnit.SECONDS);
            assertThat(database.groups("SELECT id FROM subscriber_group")).isEmpty();
        }
    }

    @Test
    void a_member_comes_in_although_another_process_is_paused_in_the_middle_of_its_transaction() throws Exception {
        TestDatabase database = TestDatabase.postgres();
        SqlSettings settings =
                SqlSettings.of(new SettingsSource().code(database.settings()).settings());
        try (GroupStore store = open(database, Clock.systemUTC());
                Database paused = SqlMessageTransport.opener(settings).groups(Durability.PROCESS_LOSS)) {
            store.join(CHANNEL, "kitchen", "a", LEASE);
            paused.begin();
            paused.number("SELECT id FROM subscriber_group FOR UPDATE");
            CompletableFuture<Membership> joins =
                    CompletableFuture.supplyAsync(() -> store.join(CHANNEL, "kitchen", "b", LEASE));
            awaitWaiting(joins, database);
            paused.text("SELECT pg_sleep(0.5)"); // the server counts from here
            assertThat(joins.get(10, TimeUnit.SECONDS).member()).isPositive();
        }
    }
}

package io.quintet.transport.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.quintet.config.SettingsSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Leases where a transaction takes longer than they last, as on a machine or a server that stalls. */
@Timeout(60)
abstract class GroupStoreSuite {
    static final Duration LEASE = Duration.ofSeconds(3);
    static final ChannelLog CHANNEL = new ChannelLog(1, "orders", 4);

    @TempDir
    Path directory;

    abstract TestDatabase database(Path where);

    private GroupStore open(Clock clock) {
        return open(database(directory), clock);
    }

    static GroupStore open(TestDatabase database, Clock clock) {
        SqlSettings settings =
                SqlSettings.of(new SettingsSource().code(database.settings()).settings());
        Connections.Opener opener = SqlMessageTransport.opener(settings);
        opener.messages(Durability.POWER_LOSS).close();
        return new GroupStore(opener.groups(Durability.PROCESS_LOSS), clock);
    }

    @Test
    void a_member_whose_lease_ends_while_it_is_renewed_stays_one_and_gets_its_share() {
        try (GroupStore store = open(new SlowTransactions())) {
            Membership member = store.join(CHANNEL, "kitchen", "a", LEASE);
            Share share = store.renew(member, null, Map.of(), false, LEASE);
            assertThat(share.alive()).isTrue();
            assertThat(share.fair()).isEqualTo(4);
            assertThat(share.gained()).extracting(Claim::shard).containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void others_bury_it_and_take_its_shards() {
        try (GroupStore store = open(new SlowTransactions())) {
            Membership slow = store.join(CHANNEL, "kitchen", "a", LEASE);
            store.renew(slow, null, Map.of(), false, LEASE);
            Membership other = store.join(CHANNEL, "kitchen", "b", LEASE);
            store.renew(other, null, Map.of(), false, LEASE); // frees the shards; the member goes the next time
            Share share = store.renew(other, null, Map.of(), false, LEASE);
            assertThat(share.fair()).isEqualTo(4);
            assertThat(store.renew(slow, null, Map.of(), false, LEASE)).isSameAs(Share.LOST);
        }
    }

    /** A minute goes by whenever it is looked at, and so more than a lease between the statements of a transaction. */
    private static final class SlowTransactions extends Clock {
        private final AtomicLong millis = new AtomicLong(System.currentTimeMillis());

        @Override
        public long millis() {
            return millis.addAndGet(60_000);
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

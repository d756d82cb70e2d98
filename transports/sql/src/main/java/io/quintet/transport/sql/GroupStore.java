package io.quintet.transport.sql;

import io.quintet.log.Attempts;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Members, leases of shards and positions. Safe for use by many threads.
 *
 * <p>Its commits survive the loss of every process; the loss of power can undo the last positions, and what was settled is then
 * delivered once more.
 */
final class GroupStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupStore.class);

    private final Database database;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Command addGroup;
    private final Command findGroup;
    private final Command lockGroup;
    private final Command addShard;
    private final Command extent;
    private final Command removeShards;
    private final Command removeAllRetries;
    private final Command addMember;
    private final Command renew;
    private final Command shardsOfDead;
    private final Command freeShard;
    private final Command removeDead;
    private final Command rank;
    private final Command countShards;
    private final Command owned;
    private final Command free;
    private final Command take;
    private final Command attempts;
    private final Command save;
    private final Command addRetry;
    private final Command removeRetries;
    private final Command release;
    private final Command removeMember;
    private final Command countMembers;
    private final GroupRemoval removal;

    GroupStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        String now = database.dialect().now();
        addGroup = database.prepare(
                "INSERT INTO subscriber_group(channel, name) VALUES (?, ?) ON CONFLICT(channel, name) DO NOTHING");
        findGroup = database.prepare("SELECT id FROM subscriber_group WHERE channel = ? AND name = ?");
        // SQLite's transactions come one after the other; on a server those of a group do by this
        lockGroup = database.prepare("SELECT id FROM subscriber_group WHERE id = ?"
                + database.dialect().forUpdate());
        addShard = database.prepare(
                "INSERT INTO shard(subscriber_group, shard, position, handed_out, token)" + " VALUES (?, ?, ?, ?, ?)");
        extent = database.prepare("SELECT position, token FROM shard WHERE subscriber_group = ? ORDER BY shard"
                + database.dialect().forUpdate());
        removeShards = database.prepare("DELETE FROM shard WHERE subscriber_group = ?");
        removeAllRetries = database.prepare("DELETE FROM retry WHERE subscriber_group = ?");
        addMember = database.prepare(
                "INSERT INTO member(subscriber_group, instance, expires) VALUES (?, ?, " + now + " + ?) RETURNING id");
        renew = database.prepare("UPDATE member SET expires = " + now + " + ?, leaving = ? WHERE id = ?");
        // also of those that are no members any more: a member that left may have owned shards without knowing
        shardsOfDead = database.prepare("SELECT shard FROM shard WHERE subscriber_group = ? AND owner <> ?"
                + " AND NOT EXISTS (SELECT 1 FROM member WHERE member.id = shard.owner AND member.expires > " + now
                + ") ORDER BY shard");
        freeShard = database.prepare(
                "UPDATE shard SET owner = NULL, orphaned = ?, token = token + 1 WHERE subscriber_group = ? AND shard ="
                        + " ?");
        removeDead = database.prepare("DELETE FROM member WHERE subscriber_group = ? AND id <> ? AND expires <= " + now
                + " AND NOT EXISTS (SELECT 1 FROM shard WHERE subscriber_group = ? AND owner = member.id)");
        rank = database.prepare(
                "SELECT count(*), count(*) FILTER (WHERE id < ?) FROM member WHERE subscriber_group = ? AND leaving"
                        + " = 0");
        countShards = database.prepare("SELECT count(*) FROM shard WHERE subscriber_group = ?");
        owned = database.prepare(
                "SELECT shard, token FROM shard WHERE subscriber_group = ? AND owner = ? ORDER BY shard");
        free = database.prepare("SELECT shard, token, position, handed_out, orphaned FROM shard"
                + " WHERE subscriber_group = ? AND owner IS NULL ORDER BY shard LIMIT ?");
        take = database.prepare(
                "UPDATE shard SET owner = ?, orphaned = 0, token = token + 1 WHERE subscriber_group = ? AND shard = ?");
        attempts = database.prepare("SELECT seq, history FROM retry WHERE subscriber_group = ? AND shard = ?");
        save = database.prepare("UPDATE shard SET position = ?, handed_out = ?"
                + " WHERE subscriber_group = ? AND shard = ? AND token = ?");
        addRetry = database.prepare(
                "INSERT INTO retry(subscriber_group, shard, seq, attempt, history) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT(subscriber_group, shard, seq) DO UPDATE SET attempt = excluded.attempt,"
                        + " history = excluded.history");
        removeRetries = database.prepare("DELETE FROM retry WHERE subscriber_group = ? AND shard = ? AND seq <= ?");
        release = database.prepare("UPDATE shard SET owner = NULL, token = token + 1"
                + " WHERE subscriber_group = ? AND shard = ? AND token = ?");
        removeMember = database.prepare("DELETE FROM member WHERE id = ?");
        countMembers = database.prepare("SELECT count(*) FROM member WHERE expires > " + now
                + " AND subscriber_group IN (SELECT id FROM subscriber_group WHERE channel = ?)");
        removal = new GroupRemoval(database);
    }

    /** Enters a member; the group comes into being with its first. */
    Membership join(ChannelLog channel, String group, String instance, Duration lease) {
        return write(() -> {
            addGroup.update(channel.id(), group);
            long id = findGroup.number(channel.id(), group);
            lockGroup.number(id);
            if (countShards.number(id) == 0) {
                addShards(id, channel.shards(), 0, 0);
            }
            return new Membership(id, addMember.number(id, instance, now(), lease.toMillis()));
        });
    }

    private void addShards(long group, int count, long position, long token) throws SQLException {
        List<Object[]> shards = new ArrayList<>(count);
        for (int shard = 0; shard < count; shard++) {
            shards.add(new Object[] {group, shard, position, position, token});
        }
        addShard.updateAll(shards);
    }

    /** Belongs to {@link Dialect#now()}. */
    private long now() {
        return database.dialect().now(clock);
    }

    /**
     * A sign of life: buries dead members of the group, lets it cross the boundary where the member's reading has stopped, when all is
     * settled that lies before, and takes free shards up to the member's fair share.
     *
     * @param held by shard, the tokens of those that the member knows to be its own
     * @param leaving whether its fair share is none from now on
     */
    Share renew(Membership member, @Nullable Boundary at, Map<Integer, Long> held, boolean leaving, Duration lease) {
        return write(() -> {
            lockGroup.number(member.group());
            if (renew.update(now(), lease.toMillis(), leaving ? 1 : 0, member.member()) == 0) {
                return Share.LOST;
            }
            bury(member);
            if (at != null && at.group() == member.group()) {
                cross(at);
            }
            int shards = (int) countShards.number(member.group());
            int fair = leaving ? 0 : fairShare(member, shards);
            int mine = known(member, held);
            return new Share(true, shards, fair, mine < fair ? take(member, fair - mine) : List.of());
        });
    }

    /**
     * How many shards the member has. Those that it does not know of are freed: a commit gave them to it, or failed to take them from
     * it, whose outcome it never learned.
     */
    private int known(Membership member, Map<Integer, Long> held) throws SQLException {
        Map<Integer, Long> stored = new TreeMap<>();
        owned.visit(
                row -> {
                    stored.put(row.getInt(1), row.getLong(2));
                    return true;
                },
                member.group(),
                member.member());
        List<Object[]> unknown = new ArrayList<>();
        stored.forEach((shard, token) -> {
            if (!token.equals(held.get(shard))) {
                unknown.add(new Object[] {0, member.group(), shard});
            }
        });
        freeShard.updateAll(unknown);
        return stored.size() - unknown.size();
    }

    /**
     * Replaces the group's shards by those of the next number. A key's later messages are in another shard then: nobody may have them
     * while one of its earlier messages is unsettled, in whatever shard, with whomever.
     */
    private void cross(Boundary at) throws SQLException {
        List<Settled> shards = extent.list(row -> new Settled(row.getLong(1), row.getLong(2)), at.group());
        if (shards.size() != at.shards() || shards.stream().anyMatch(shard -> shard.position() != at.seq())) {
            return;
        }
        // above all that there were: what a former owner still holds is worth nothing
        long token = shards.stream().mapToLong(Settled::token).max().orElse(0) + 1;
        removeAllRetries.update(at.group());
        removeShards.update(at.group());
        addShards(at.group(), at.next(), at.seq(), token);
        LOG.info(
                "group {}: reads on after sequence {} by {} shards instead of {}",
                at.group(),
                at.seq(),
                at.next(),
                at.shards());
    }

    /**
     * Frees the shards of other members whose lease is over; one that dies in between keeps its shards until the next time. Where the
     * transaction takes longer than a lease, the member's own may be over, too: the others see to that, if it is still so when they look.
     */
    private void bury(Membership by) throws SQLException {
        long group = by.group();
        long now = now();
        List<Integer> free = shardsOfDead.list(row -> row.getInt(1), group, by.member(), now);
        // in the order of all who write to shards, so that no two transactions wait for each other
        freeShard.updateAll(
                free.stream().map(shard -> new Object[] {1, group, shard}).toList());
        removeDead.update(group, by.member(), now, group);
    }

    private int fairShare(Membership member, int shards) throws SQLException {
        return rank.first(
                        row -> {
                            int members = row.getInt(1);
                            int before = row.getInt(2);
                            return shards / members + (before < shards % members ? 1 : 0);
                        },
                        member.member(),
                        member.group())
                .orElse(0);
    }

    private List<Claim> take(Membership member, int most) throws SQLException {
        List<Claim> claims = free.list(
                row -> new Claim(
                        member.group(),
                        row.getInt(1),
                        row.getLong(2) + 1,
                        row.getLong(3),
                        row.getLong(4),
                        row.getInt(5) == 1,
                        new HashMap<>()),
                member.group(),
                most);
        for (Claim claim : claims) {
            attempts.visit(
                    row -> {
                        claim.failed().put(row.getLong(1), Attempts.decode(row.getString(2)));
                        return true;
                    },
                    member.group(),
                    claim.shard());
        }
        take.updateAll(claims.stream()
                .map(claim -> new Object[] {member.member(), member.group(), claim.shard()})
                .toList());
        return claims;
    }

    /**
     * Records what was settled, and before messages are handed out, that they are.
     *
     * @param handOut by shard, the last sequence that is about to be handed out
     * @return the shards that have another owner now; nothing was recorded for those
     */
    List<OwnedShard> save(Collection<OwnedShard> shards, Map<OwnedShard, Long> handOut) {
        lock.lock();
        try {
            List<Saved> changed = new ArrayList<>();
            for (OwnedShard shard : shards) {
                Long through = handOut.get(shard);
                if (through != null
                        && !shard.handOut(through)
                        && shard.unsavedRetries().isEmpty()) {
                    continue; // recorded before; the position goes with the next flush
                }
                long position = shard.position();
                if (!shard.saved(position)) {
                    changed.add(Saved.of(shard, position));
                }
            }
            if (changed.isEmpty()) {
                return List.of();
            }
            changed.sort(Saved.IN_ORDER);
            boolean settledOnly = handOut.isEmpty();
            List<OwnedShard> lost = database.write(() -> {
                if (settledOnly) {
                    database.relax(); // what is forgotten is delivered once more
                }
                return save(changed);
            });
            changed.forEach(
                    change -> change.shard().markSaved(change.position(), change.handedOut(), change.retries()));
            return lost;
        } finally {
            lock.unlock();
        }
    }

    private List<OwnedShard> save(List<Saved> changes) throws SQLException {
        int[] saved = save.updateAll(changes.stream().map(Saved::row).toList());
        List<OwnedShard> gone = new ArrayList<>();
        for (int i = 0; i < saved.length; i++) {
            if (saved[i] == 1) {
                saveRetries(changes.get(i));
            } else {
                gone.add(changes.get(i).shard());
            }
        }
        return gone;
    }

    private void saveRetries(Saved change) throws SQLException {
        for (Map.Entry<Long, Attempts> retry : change.retries().entrySet()) {
            addRetry.update(
                    change.group(),
                    change.shard().number(),
                    retry.getKey(),
                    retry.getValue().last(),
                    retry.getValue().encode());
        }
        if (change.shard().retries() || !change.retries().isEmpty()) {
            removeRetries.update(change.group(), change.shard().number(), change.position());
        }
    }

    /** Gives shards back, after their positions were saved; those lost already are no matter. */
    void release(Membership member, Collection<OwnedShard> shards) {
        write(() -> {
            lockGroup.number(member.group());
            return release.updateAll(shards.stream()
                    .sorted(Comparator.comparingInt(OwnedShard::number))
                    .map(shard -> new Object[] {
                        member.group(), shard.number(), shard.claim().token()
                    })
                    .toList());
        });
    }

    /** Takes the member out, with what it owns without knowing; what it knows of must have been released. */
    void leave(Membership member) {
        write(() -> {
            lockGroup.number(member.group());
            known(member, Map.of());
            return removeMember.update(member.member());
        });
    }

    /** Whether nobody is subscribed to a channel. */
    boolean abandoned(long channel) {
        return write(() -> countMembers.number(now(), channel) == 0);
    }

    /** Forgets a channel's groups. */
    void remove(long channel) {
        write(() -> {
            removal.run(channel);
            return null;
        });
    }

    private <T extends @Nullable Object> T write(Database.Work<T> work) {
        lock.lock();
        try {
            return database.write(work);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            database.close();
        } finally {
            lock.unlock();
        }
    }

    private record Settled(long position, long token) {}

    private record Saved(OwnedShard shard, long group, long position, long handedOut, Map<Long, Attempts> retries) {
        /** That in which every transaction locks shards, so that no two wait for each other. */
        static final Comparator<Saved> IN_ORDER = Comparator.comparingLong(Saved::group)
                .thenComparingInt(saved -> saved.shard().number());

        static Saved of(OwnedShard shard, long position) {
            return new Saved(
                    shard,
                    shard.claim().group(), // the member may have another by now: its channel was removed and made anew
                    position,
                    shard.handedOut(),
                    Map.copyOf(shard.unsavedRetries()));
        }

        Object[] row() {
            return new Object[] {
                position, handedOut, group, shard.number(), shard.claim().token()
            };
        }
    }
}

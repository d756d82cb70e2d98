package io.quintet.transport.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Members, leases of shards and positions in groups.db. Safe for use by many threads.
 *
 * <p>Its commits survive the loss of every process; the loss of power can undo the last positions, and what was settled is then
 * delivered once more.
 */
final class GroupStore implements AutoCloseable {
    private final Sqlite sqlite;
    private final ReentrantLock lock = new ReentrantLock(true);

    private final Command addGroup;
    private final Command findGroup;
    private final Command addShard;
    private final Command addMember;
    private final Command renew;
    private final Command freeShardsOfDead;
    private final Command removeDead;
    private final Command rank;
    private final Command countShards;
    private final Command countOwned;
    private final Command free;
    private final Command take;
    private final Command attempts;
    private final Command save;
    private final Command addRetry;
    private final Command removeRetries;
    private final Command release;
    private final Command removeMember;
    private final Command countMembers;
    private final List<Command> removeChannel;

    GroupStore(Sqlite sqlite) {
        this.sqlite = sqlite;
        addGroup = sqlite.prepare(
                "INSERT INTO subscriber_group(channel, name) VALUES (?, ?) ON CONFLICT(channel, name) DO NOTHING");
        findGroup = sqlite.prepare("SELECT id FROM subscriber_group WHERE channel = ? AND name = ?");
        addShard = sqlite.prepare("INSERT INTO shard(subscriber_group, shard) VALUES (?, ?)"
                + " ON CONFLICT(subscriber_group, shard) DO NOTHING");
        addMember =
                sqlite.prepare("INSERT INTO member(subscriber_group, instance, expires) VALUES (?, ?, ?) RETURNING id");
        renew = sqlite.prepare("UPDATE member SET expires = ? WHERE id = ?");
        freeShardsOfDead = sqlite.prepare("UPDATE shard SET owner = NULL, token = token + 1 WHERE subscriber_group = ?1"
                + " AND owner IN (SELECT id FROM member WHERE subscriber_group = ?1 AND expires <= ?2)");
        removeDead = sqlite.prepare("DELETE FROM member WHERE subscriber_group = ? AND expires <= ?");
        rank = sqlite.prepare("SELECT count(*), sum(id < ?2) FROM member WHERE subscriber_group = ?1");
        countShards = sqlite.prepare("SELECT count(*) FROM shard WHERE subscriber_group = ?");
        countOwned = sqlite.prepare("SELECT count(*) FROM shard WHERE subscriber_group = ? AND owner = ?");
        free = sqlite.prepare("SELECT shard, token, position, handed_out FROM shard"
                + " WHERE subscriber_group = ? AND owner IS NULL ORDER BY shard LIMIT ?");
        take = sqlite.prepare("UPDATE shard SET owner = ?, token = token + 1 WHERE subscriber_group = ? AND shard = ?");
        attempts = sqlite.prepare("SELECT seq, attempt FROM retry WHERE subscriber_group = ? AND shard = ?");
        save = sqlite.prepare("UPDATE shard SET position = ?, handed_out = ?"
                + " WHERE subscriber_group = ? AND shard = ? AND token = ?");
        addRetry = sqlite.prepare(
                "INSERT OR REPLACE INTO retry(subscriber_group, shard, seq, attempt) VALUES (?, ?, ?, ?)");
        removeRetries = sqlite.prepare("DELETE FROM retry WHERE subscriber_group = ? AND shard = ? AND seq <= ?");
        release = sqlite.prepare("UPDATE shard SET owner = NULL, token = token + 1"
                + " WHERE subscriber_group = ? AND shard = ? AND token = ?");
        removeMember = sqlite.prepare("DELETE FROM member WHERE id = ?");
        countMembers = sqlite.prepare("SELECT count(*) FROM member WHERE expires > ?2"
                + " AND subscriber_group IN (SELECT id FROM subscriber_group WHERE channel = ?1)");
        String ofChannel = " WHERE subscriber_group IN (SELECT id FROM subscriber_group WHERE channel = ?)";
        removeChannel = List.of(
                sqlite.prepare("DELETE FROM retry" + ofChannel),
                sqlite.prepare("DELETE FROM shard" + ofChannel),
                sqlite.prepare("DELETE FROM member" + ofChannel),
                sqlite.prepare("DELETE FROM subscriber_group WHERE channel = ?"));
    }

    /** Enters a member; the group comes into being with its first. */
    Membership join(ChannelLog channel, String group, String instance, long expires) {
        return write(() -> {
            addGroup.update(channel.id(), group);
            long id = findGroup.number(channel.id(), group);
            for (int shard = 0; shard < channel.shards(); shard++) {
                addShard.update(id, shard);
            }
            return new Membership(id, addMember.number(id, instance, expires));
        });
    }

    /** A sign of life: buries dead members of the group, and takes free shards up to the member's fair share. */
    Share renew(Membership member, long now, long expires) {
        return write(() -> {
            if (renew.update(expires, member.member()) == 0) {
                return Share.LOST;
            }
            freeShardsOfDead.update(member.group(), now);
            removeDead.update(member.group(), now);
            int fair = fairShare(member);
            int owned = (int) countOwned.number(member.group(), member.member());
            return new Share(true, fair, owned < fair ? take(member, fair - owned) : List.of());
        });
    }

    private int fairShare(Membership member) throws SQLException {
        int shards = (int) countShards.number(member.group());
        return rank.first(
                        row -> {
                            int members = row.getInt(1);
                            int before = row.getInt(2);
                            return shards / members + (before < shards % members ? 1 : 0);
                        },
                        member.group(),
                        member.member())
                .orElse(0);
    }

    private List<Claim> take(Membership member, int most) throws SQLException {
        List<Claim> claims = free.list(
                row -> {
                    int shard = row.getInt(1);
                    return new Claim(
                            shard, row.getLong(2) + 1, row.getLong(3), row.getLong(4), attempts(member.group(), shard));
                },
                member.group(),
                most);
        for (Claim claim : claims) {
            take.update(member.member(), member.group(), claim.shard());
        }
        return claims;
    }

    private Map<Long, Integer> attempts(long group, int shard) throws SQLException {
        Map<Long, Integer> found = new HashMap<>();
        attempts.list(row -> found.put(row.getLong(1), row.getInt(2)) == null, group, shard);
        return found;
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
            handOut.forEach(OwnedShard::handOut);
            List<Saved> changed = new ArrayList<>();
            for (OwnedShard shard : shards) {
                long position = shard.position();
                if (!shard.saved(position)) {
                    changed.add(new Saved(shard, position, Map.copyOf(shard.unsavedRetries())));
                }
            }
            if (changed.isEmpty()) {
                return List.of();
            }
            List<OwnedShard> lost = sqlite.write(() -> {
                List<OwnedShard> gone = new ArrayList<>();
                for (Saved change : changed) {
                    if (!save(change)) {
                        gone.add(change.shard());
                    }
                }
                return gone;
            });
            changed.forEach(change -> change.shard().markSaved(change.position(), change.retries()));
            return lost;
        } finally {
            lock.unlock();
        }
    }

    private boolean save(Saved change) throws SQLException {
        OwnedShard shard = change.shard();
        long group = shard.member().membership().group();
        int number = shard.number();
        if (save.update(
                        change.position(),
                        shard.handedOut(),
                        group,
                        number,
                        shard.claim().token())
                == 0) {
            return false;
        }
        for (Map.Entry<Long, Integer> retry : change.retries().entrySet()) {
            addRetry.update(group, number, retry.getKey(), retry.getValue());
        }
        if (shard.retries() || !change.retries().isEmpty()) {
            removeRetries.update(group, number, change.position());
        }
        return true;
    }

    /** Gives shards back, after their positions were saved; those lost already are no matter. */
    void release(Membership member, Collection<OwnedShard> shards) {
        write(() -> {
            for (OwnedShard shard : shards) {
                release.update(member.group(), shard.number(), shard.claim().token());
            }
            return null;
        });
    }

    /** Takes the member out. Its shards must have been released. */
    void leave(Membership member) {
        write(() -> removeMember.update(member.member()));
    }

    /** Whether nobody is subscribed to a channel. */
    boolean abandoned(long channel, long now) {
        return write(() -> countMembers.number(channel, now) == 0);
    }

    /** Forgets a channel's groups. */
    void remove(long channel) {
        write(() -> {
            for (Command statement : removeChannel) {
                statement.update(channel);
            }
            return null;
        });
    }

    private <T extends @Nullable Object> T write(Sqlite.Work<T> work) {
        lock.lock();
        try {
            return sqlite.write(work);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            sqlite.close();
        } finally {
            lock.unlock();
        }
    }

    private record Saved(OwnedShard shard, long position, Map<Long, Integer> retries) {}
}

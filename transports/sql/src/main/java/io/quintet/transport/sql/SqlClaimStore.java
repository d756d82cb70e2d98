package io.quintet.transport.sql;

import io.quintet.Code;
import io.quintet.FailureMode;
import io.quintet.QuintetException;
import io.quintet.spi.ClaimId;
import io.quintet.spi.ClaimStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Payloads in a table. Those who read do not wait for those who write. */
final class SqlClaimStore implements ClaimStore {
    private final Database writing;
    private final Database reading;
    private final ReentrantLock writeLock = new ReentrantLock(true);
    private final ReentrantLock readLock = new ReentrantLock(true);
    private final Command insert;
    private final Command select;
    private final Command delete;

    SqlClaimStore(Database writing, Database reading) {
        this.writing = writing;
        this.reading = reading;
        insert = writing.prepare("INSERT INTO claim(id, payload) VALUES (?, ?)");
        delete = writing.prepare(
                "DELETE FROM claim WHERE id IN (SELECT id FROM claim WHERE id < ? ORDER BY id LIMIT ?)");
        select = reading.prepare(
                "SELECT length(payload), CASE WHEN length(payload) <= ? THEN payload END FROM claim WHERE id = ?");
    }

    @Override
    public String name() {
        return SqlTransportProvider.NAME;
    }

    @Override
    public void put(ClaimId id, byte[] payload) {
        write(() -> insert.update(id.text(), payload));
    }

    @Override
    public Optional<byte[]> get(ClaimId id, int most) {
        return find(id, most).map(row -> {
            byte[] payload = row.payload();
            if (payload == null) {
                throw QuintetException.concluded(
                        Code.DATA_LOSS,
                        FailureMode.ARBITRARY,
                        reading.name() + ": payload " + id + ": " + row.length() + " bytes (expected: at most " + most
                                + ")");
            }
            return payload;
        });
    }

    /** Outside of a transaction, which would wait for the one writer of a file. */
    private Optional<Found> find(ClaimId id, int most) {
        readLock.lock();
        try {
            return select.first(SqlClaimStore::found, most, id.text());
        } catch (SQLException e) {
            throw reading.failure(e).toQuintet();
        } finally {
            readLock.unlock();
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(row.getLong(1), row.getBytes(2));
    }

    @Override
    public int expire(ClaimId before, int most) {
        return write(() -> delete.update(before.text(), most));
    }

    private int write(Database.Work<Integer> work) {
        writeLock.lock();
        try {
            return writing.write(work);
        } catch (StoreException e) {
            throw e.toQuintet();
        } finally {
            writeLock.unlock();
        }
    }

    @Override
    public void close() {
        close(writeLock, writing);
        close(readLock, reading);
    }

    private static void close(ReentrantLock lock, Database database) {
        lock.lock();
        try {
            database.close();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on as it is
    private record Found(long length, byte @Nullable [] payload) {}
}

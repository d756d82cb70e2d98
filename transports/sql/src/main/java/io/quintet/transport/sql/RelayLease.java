package io.quintet.transport.sql;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Of the instances that share a service's database, one relays the outbox at a time. For one thread, inside its transactions. */
final class RelayLease {
    static final Duration TIME = Duration.ofSeconds(2);

    private final Dialect dialect;
    private final String owner;
    private final Clock clock;
    private final Command renew;
    private final Command take;
    private final Command token;
    private final Command release;

    private long held = -1;
    private long renewedAt;

    RelayLease(Database database, String owner, Clock clock) {
        this.dialect = database.dialect();
        this.owner = owner;
        this.clock = clock;
        renew = database.prepare("UPDATE OUTBOX_RELAY SET expires = " + dialect.now() + " + ? WHERE token = ?");
        take = database.prepare("UPDATE OUTBOX_RELAY SET owner = ?, token = token + 1, expires = " + dialect.now()
                + " + ? WHERE expires <= " + dialect.now());
        token = database.prepare("SELECT token FROM OUTBOX_RELAY");
        release = database.prepare("UPDATE OUTBOX_RELAY SET expires = 0 WHERE token = ?");
    }

    /** Whether it is held and not about to end. */
    boolean held() {
        return held >= 0 && clock.millis() - renewedAt < TIME.toMillis() / 2;
    }

    /** Renews or takes it; whether it is held then. */
    boolean acquire() throws SQLException {
        if (renew()) {
            return true;
        }
        long now = clock.millis();
        if (take.update(owner, dialect.now(clock), TIME.toMillis(), dialect.now(clock)) == 0) {
            return false;
        }
        held = token.number();
        renewedAt = now;
        return true;
    }

    /** Renews it; whether it is still held then. What this transaction writes is fenced by that. */
    boolean renew() throws SQLException {
        long now = clock.millis();
        if (held >= 0 && renew.update(dialect.now(clock), TIME.toMillis(), held) == 1) {
            renewedAt = now;
            return true;
        }
        held = -1;
        return false;
    }

    /** Forgets a lease that was taken in a transaction which did not commit. */
    void forget() {
        held = -1;
    }

    void release() throws SQLException {
        if (held >= 0) {
            release.update(held);
            held = -1;
        }
    }
}

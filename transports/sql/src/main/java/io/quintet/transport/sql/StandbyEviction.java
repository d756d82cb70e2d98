package io.quintet.transport.sql;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.quintet.transport.sql.StoreException.Kind;
import java.sql.SQLException;

/** Has a pool let go of connections to a server that takes no writes: the address may lead to the primary by now. */
final class StandbyEviction implements SQLExceptionOverride {
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return PostgresErrors.kind(failure) == Kind.STANDBY
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}

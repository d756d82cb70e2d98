package io.quintet.transport.sql;

import io.quintet.spi.ClaimStore;
import io.quintet.spi.ClaimStoreProvider;
import io.quintet.spi.ServiceContext;

/**
 * The claim store {@code sql}: a SQLite file that all processes of a machine share, beside that of the messages, or a table on a
 * PostgreSQL server.
 *
 * <p>Settings: {@code directory}, or {@code url}, {@code user}, {@code password} and {@code schema}, the same as the transport's; none is required.
 */
public final class SqlClaimStoreProvider implements ClaimStoreProvider {
    /** For {@link java.util.ServiceLoader}. */
    public SqlClaimStoreProvider() {}

    @Override
    public String name() {
        return SqlTransportProvider.NAME;
    }

    @Override
    public ClaimStore create(ServiceContext context) {
        SqlSettings settings = SqlSettings.of(context.settings());
        Database writing = open(settings);
        try {
            return new SqlClaimStore(writing, open(settings));
        } catch (RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    private static Database open(SqlSettings settings) {
        return settings.server()
                .<Database>map(address -> settings.schemaOn(address).openForClaims(Durability.POWER_LOSS))
                .orElseGet(() -> StoreFile.CLAIMS.open(settings.directory(), Durability.POWER_LOSS));
    }
}

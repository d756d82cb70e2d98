package io.quintet.transport.sql;

import io.quintet.spi.Registry;
import io.quintet.spi.RegistryProvider;
import io.quintet.spi.ServiceContext;

/**
 * The registry {@code sql}: instances in a SQLite file that all processes of a machine share, or on a PostgreSQL server.
 *
 * <p>Settings: {@code directory}, or {@code url}, {@code user}, {@code password} and {@code schema}, and {@code lease}, the same as the transport's; none is required.
 */
public final class SqlRegistryProvider implements RegistryProvider {
    /** For {@link java.util.ServiceLoader}. */
    public SqlRegistryProvider() {}

    @Override
    public String name() {
        return SqlTransportProvider.NAME;
    }

    @Override
    public Registry create(ServiceContext context) {
        SqlSettings settings = SqlSettings.of(context.settings());
        Database database = settings.server()
                .<Database>map(address -> settings.schemaOn(address).open(Durability.PROCESS_LOSS))
                .orElseGet(() -> StoreFile.REGISTRY.open(settings.directory(), Durability.PROCESS_LOSS));
        return new SqlRegistry(database, settings, context.clock());
    }
}

package io.quintet.spi;

/** Opens the service's own database; found through {@link java.util.ServiceLoader}. */
public interface ServiceDatabaseProvider {
    /** Whether it understands a JDBC URL. */
    boolean accepts(String jdbcUrl);

    /**
     * Opens the database that the setting {@code url} of the context names, and brings its outbox and inbox into being.
     *
     * @throws io.quintet.ConfigurationException when the file or server cannot be used
     */
    ServiceDatabase open(ServiceContext context);
}

package io.quintet.spi;

/** Makes a transport; found through {@link java.util.ServiceLoader}. */
public interface TransportProvider {
    /** Its name in configuration, such as {@code sql}. */
    String name();

    /** What its transports promise; read before any is made, so that a refusal can name those that would do. */
    Guarantees guarantees();

    /**
     * Makes the transport from the settings of its name.
     *
     * @throws io.quintet.ConfigurationException when a setting, a file or a port cannot be used
     */
    Transport create(ServiceContext context);
}
